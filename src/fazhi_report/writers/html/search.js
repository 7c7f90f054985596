// Searches the index that stands in the page; nothing is fetched and nothing is sent.
(function () {
  "use strict";
  var MOST = 20, index = JSON.parse(document.getElementById("search-index").textContent);
  var box = document.getElementById("words"), told = document.getElementById("found");
  var results = document.getElementById("results"), entries = [], timer = 0;

  function plain(text) {
    return (text.normalize ? text.normalize("NFKC") : text).toLowerCase();
  }

  function encoded(path) {
    return path.split("/").map(encodeURIComponent).join("/");
  }

  function figure(key) {
    return "#" + encodeURIComponent("figure-" + encodeURIComponent(key));
  }

  function add(group, path, anchor, name, about, value, known) {
    var entry = { group: group, href: "./" + encoded(path) + anchor, name: name, about: about, value: value };
    entry.text = plain([name, about, known].join(" "));
    entries.push(entry);
  }

  // Groups in the order in which they are shown.
  index.units.forEach(function (unit) {
    if (unit[2]) add("单位", unit[2], "", unit[0], unit[3], "", unit[1]);
  });
  index.years.forEach(function (one) {
    var unit = index.units[one[0]];
    add("报告", one[2], "", one[3] || unit[0] + one[1] + "年数据", unit[0] + " " + one[1] + "年", "", unit[1]);
  });
  index.keys.forEach(function (key, at) {
    index.compared.forEach(function (year) {
      if (year[2].indexOf(at) >= 0) {
        add("指标", year[1], figure(key[0]), key[1], key[2] + " " + year[0] + "年各单位", "", "");
      }
    });
  });
  index.years.forEach(function (one) {
    var unit = index.units[one[0]], whose = unit[0] + " " + one[1] + "年";
    one[4].forEach(function (heading) {
      add("正文", one[2], "#" + encodeURIComponent(heading[0]), heading[1], whose, "", unit[1]);
    });
    one[5].forEach(function (pair) {
      var key = index.keys[pair[0]];
      add("数", one[2], figure(key[0]), key[1], whose, pair[1], unit[1] + " " + key[2]);
    });
  });

  function line(entry) {
    var item = document.createElement("li"), link = document.createElement("a");
    [["name", entry.name], ["value", entry.value], ["of", entry.about]].forEach(function (part) {
      if (!part[1]) return;
      var span = document.createElement("span");
      span.className = part[0];
      span.textContent = part[1];
      if (link.lastChild) link.appendChild(document.createTextNode(" "));
      link.appendChild(span);
    });
    link.href = entry.href;
    item.appendChild(link);
    return item;
  }

  function show(list, group, found) {
    found.slice(list.children.length, list.children.length + MOST).forEach(function (entry) {
      list.appendChild(line(entry));
    });
    var left = found.length - list.children.length, more = group.querySelector("button");
    if (more) group.removeChild(more);
    if (left <= 0) return;
    more = document.createElement("button");
    more.type = "button";
    more.className = "tool";
    more.textContent = "再列一些（还有 " + left + " 条）";
    more.addEventListener("click", function () {
      var at = list.children.length;
      show(list, group, found);
      list.children[at].firstChild.focus();
    });
    group.appendChild(more);
  }

  function search() {
    var words = plain(box.value).split(/\s+/).filter(Boolean), count = 0, groups = {}, order = [];
    results.textContent = "";
    try {
      history.replaceState(null, "", words.length ? "#q=" + encodeURIComponent(box.value) : "#");
    } catch (error) {
      // A page from the disk may not be allowed to name its search.
    }
    if (!words.length) {
      told.textContent = "";
      return;
    }
    entries.forEach(function (entry) {
      if (!words.every(function (word) { return entry.text.indexOf(word) >= 0; })) return;
      if (!groups[entry.group]) {
        groups[entry.group] = [];
        order.push(entry.group);
      }
      groups[entry.group].push(entry);
      count += 1;
    });
    told.textContent = count ? "找到 " + count + " 条。" : "没有找到。换个说法，或少写几个字试试。";
    order.forEach(function (name) {
      var group = document.createElement("section"), head = document.createElement("h2");
      var list = document.createElement("ul");
      head.textContent = name + "（" + groups[name].length + "）";
      group.className = "hits";
      list.className = "hit-list";
      group.appendChild(head);
      group.appendChild(list);
      show(list, group, groups[name]);
      results.appendChild(group);
    });
  }

  document.getElementById("search").hidden = false;
  box.addEventListener("input", function () {
    clearTimeout(timer);
    timer = setTimeout(search, 120);
  });
  var asked = /^#q=(.*)$/.exec(location.hash);
  if (asked) {
    try {
      box.value = decodeURIComponent(asked[1]);
    } catch (error) {
      box.value = "";
    }
    search();
  }
})();
