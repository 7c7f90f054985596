// Switches that remember themselves, a card for each figure, and a table of contents that knows where the reader is.
(function () {
  "use strict";
  var root = document.documentElement, refit = [];

  function byId(id) {
    return document.getElementById(id);
  }

  function switches() {
    var elder = byId("elder"), contrast = byId("contrast");
    var sizes = Array.prototype.slice.call(document.querySelectorAll("input[name=size]"));
    function apply() {
      var size = sizes.filter(function (one) { return one.checked; })[0].value;
      root.classList.toggle("elder", elder.checked);
      root.classList.toggle("contrast", contrast.checked);
      root.classList.toggle("large", size === "large");
      root.classList.toggle("huge", size === "huge");
      refit.forEach(function (one) { one(); });
      try {
        localStorage.setItem(
          "fazhi-report",
          JSON.stringify({ elder: elder.checked, contrast: contrast.checked, size: size })
        );
      } catch (error) {
        // Without storage the choice lasts as long as the page.
      }
    }
    function show() {
      elder.checked = root.classList.contains("elder");
      contrast.checked = root.classList.contains("contrast");
      sizes.forEach(function (one) {
        one.checked = one.value === "normal"
          ? !root.classList.contains("large") && !root.classList.contains("huge")
          : root.classList.contains(one.value);
      });
    }
    show();
    // Some browsers put boxes back as they were when the page was left.
    addEventListener("pageshow", show);
    sizes.concat(elder, contrast).forEach(function (one) { one.addEventListener("change", apply); });
    apply();
    var print = byId("print");
    print.hidden = false;
    print.addEventListener("click", function () { window.print(); });
  }

  // What is a bar at the top of the window folds; what stands beside the text is open.
  function contents() {
    var box = document.querySelector(".contents details");
    if (!box) return;
    var pane = box.parentNode, here = box.querySelector(".here"), links = [], current = null, waiting = false, bar = null;
    function fold() {
      var now = getComputedStyle(pane).getPropertyValue("--bar").trim() === "1";
      if (now !== bar) box.open = !now;
      bar = now;
    }
    fold();
    refit.push(fold);
    Array.prototype.forEach.call(box.querySelectorAll("a"), function (link) {
      var heading = byId(decodeURIComponent(link.hash.slice(1)));
      if (heading) links.push([heading, link]);
      link.addEventListener("click", function () { if (bar) box.open = false; });
    });
    box.firstElementChild.addEventListener("click", function (event) { if (!bar) event.preventDefault(); });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && bar && box.open) {
        box.open = false;
        box.firstElementChild.focus();
      }
    });
    document.addEventListener("pointerdown", function (event) {
      if (bar && !box.contains(event.target)) box.open = false;
    });
    function mark() {
      waiting = false;
      var found = null;
      links.forEach(function (pair) {
        if (pair[0].getBoundingClientRect().top < innerHeight / 3) found = pair[1];
      });
      if (found === current) return;
      if (current) current.removeAttribute("aria-current");
      if (found) {
        found.setAttribute("aria-current", "location");
        if (pane.scrollHeight > pane.clientHeight) pane.scrollTop = found.offsetTop - pane.clientHeight / 2;
      }
      here.textContent = found ? found.textContent : "";
      current = found;
    }
    addEventListener("scroll", function () {
      if (!waiting) requestAnimationFrame(mark);
      waiting = true;
    }, { passive: true });
    mark();
  }

  // Shows what the figure's row in the table says, beside the figure.
  function cards() {
    var card = document.createElement("div"), shown = null, touched = null, timer = 0;
    card.id = "figure-card";
    card.className = "card";
    card.setAttribute("role", "tooltip");
    card.hidden = true;
    // Within main: what stands outside every landmark is hard to find.
    document.querySelector("main").appendChild(card);

    function line(term, words) {
      if (!words) return;
      var row = document.createElement("div"), dt = document.createElement("dt"), dd = document.createElement("dd");
      dt.textContent = term;
      dd.textContent = words;
      row.appendChild(dt);
      row.appendChild(dd);
      card.lastChild.appendChild(row);
    }

    function words(row, selector) {
      var cell = row.querySelector(selector), last = cell && cell.lastChild;
      return last ? last.textContent.trim() : "";
    }

    function fill(row) {
      card.textContent = "";
      var name = document.createElement("p");
      name.className = "name";
      name.textContent = words(row, "th");
      card.appendChild(name);
      card.appendChild(document.createElement("dl"));
      line("本年", words(row, ".now"));
      line("上年", words(row, ".before"));
      line("比上年", words(row, ".change"));
      Array.prototype.forEach.call(row.querySelectorAll("dl > div"), function (said) {
        line(said.firstChild.textContent, said.lastChild.textContent);
      });
    }

    function place(link) {
      var box = link.getClientRects()[0], width = card.offsetWidth, height = card.offsetHeight;
      var left = Math.max(8, Math.min(box.left + box.width / 2 - width / 2, root.clientWidth - width - 8));
      var below = box.bottom + 8 + height < root.clientHeight || box.top < height + 8;
      card.style.left = left + scrollX + "px";
      card.style.top = (below ? box.bottom + 8 : box.top - height - 8) + scrollY + "px";
    }

    function show(link) {
      clearTimeout(timer);
      var row = byId(decodeURIComponent(link.hash.slice(1)));
      if (!row || shown === link) return;
      hide();
      fill(row);
      card.hidden = false;
      place(link);
      link.setAttribute("aria-describedby", card.id);
      shown = link;
    }

    function hide() {
      clearTimeout(timer);
      if (shown) shown.removeAttribute("aria-describedby");
      shown = null;
      card.hidden = true;
    }

    // Time enough to move the pointer from the figure to the card.
    function leave() {
      clearTimeout(timer);
      timer = setTimeout(hide, 250);
    }

    Array.prototype.forEach.call(document.querySelectorAll("a.datum"), function (link) {
      link.addEventListener("mouseenter", function () { show(link); });
      link.addEventListener("mouseleave", leave);
      link.addEventListener("focus", function () { show(link); });
      link.addEventListener("blur", hide);
      link.addEventListener("pointerdown", function (event) {
        // A finger cannot hover: its first touch asks for the card, its second for the row.
        touched = event.pointerType === "touch" && shown !== link ? link : null;
      });
      link.addEventListener("click", function (event) {
        if (touched === link) {
          event.preventDefault();
          show(link);
        } else {
          hide();
        }
        touched = null;
      });
    });
    card.addEventListener("mouseenter", function () { clearTimeout(timer); });
    card.addEventListener("mouseleave", leave);
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape") hide();
    });
    document.addEventListener("pointerdown", function (event) {
      if (shown && !card.contains(event.target) && event.target !== shown) hide();
    });
    addEventListener("resize", hide);
  }

  // Boxes that are open on wide screens, for browsers whose style sheets cannot open them.
  function unfold() {
    if (window.CSS && CSS.supports && CSS.supports("selector(::details-content)")) return;
    var boxes = document.querySelectorAll(".more-tools, .publication"), wide = null;
    function fit() {
      var now = innerWidth > 720;
      if (now !== wide) Array.prototype.forEach.call(boxes, function (one) { one.open = now; });
      wide = now;
    }
    fit();
    refit.push(fit);
  }

  // The line to cite gets the day on which it is cited (GB/T 7714), and a button.
  function citation() {
    var line = byId("cite"), button = byId("copy");
    if (!line) return;
    var now = new Date(), day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(function (part) {
      return (part < 10 ? "0" : "") + part;
    }).join("-");
    if (line.textContent.indexOf("[R/OL]") > 0) {
      line.textContent = line.textContent.replace(/(\(\d{4}-\d\d-\d\d\))/, "$1[" + day + "]");
    }
    button.hidden = false;
    button.addEventListener("click", function () {
      var range = document.createRange(), chosen = getSelection();
      range.selectNodeContents(line);
      chosen.removeAllRanges();
      chosen.addRange(range);
      var done = false;
      try {
        done = document.execCommand("copy");
      } catch (error) {
        // Where a browser refuses, the line is at least selected.
      }
      document.querySelector(".copied").textContent = done ? "已复制。" : "已选中，请按 Ctrl+C 复制。";
    });
  }

  contents();
  unfold();
  switches();
  cards();
  citation();
  addEventListener("resize", function () { refit.forEach(function (one) { one(); }); });
})();
