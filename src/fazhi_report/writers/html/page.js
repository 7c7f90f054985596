// Switches that remember themselves, a card for each figure, and a table of contents that knows where the reader is.
(function () {
  "use strict";
  var root = document.documentElement;

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

  function contents() {
    var box = document.querySelector(".contents details");
    if (!box) return;
    // With a script at hand the contents begin folded where they would push the report off a small screen.
    if (getComputedStyle(box.parentNode).position !== "sticky") box.open = false;
    var links = [], current = null, waiting = false;
    Array.prototype.forEach.call(box.querySelectorAll("a"), function (link) {
      var heading = byId(decodeURIComponent(link.hash.slice(1)));
      if (heading) links.push([heading, link]);
    });
    function mark() {
      waiting = false;
      var here = null;
      links.forEach(function (pair) {
        if (pair[0].getBoundingClientRect().top < innerHeight / 3) here = pair[1];
      });
      if (here === current) return;
      if (current) current.removeAttribute("aria-current");
      if (here) {
        here.setAttribute("aria-current", "location");
        var pane = box.parentNode, top = here.offsetTop - pane.clientHeight / 2;
        if (pane.scrollHeight > pane.clientHeight) pane.scrollTop = top;
      }
      current = here;
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

  switches();
  contents();
  cards();
})();
