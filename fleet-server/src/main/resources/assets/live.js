// Live mode: while a machine's page is open, each new pack redraws it and marks what changed.
(function () {
  var main = document.querySelector('main[data-live]');
  var source = null, busy = false;
  if (!main || !window.EventSource) return;
  function values(root) {
    return Array.prototype.map.call(root.querySelectorAll('dd,.figures b'), function (e) { return e.textContent; });
  }
  function redraw() {
    if (busy) return;
    busy = true;
    fetch(location.href, { credentials: 'same-origin' }).then(function (r) {
      if (!r.ok) throw new Error(r.status);
      return r.text();
    }).then(function (text) {
      var next = new DOMParser().parseFromString(text, 'text/html').querySelector('main');
      var before = values(main);
      var open = main.querySelector('details[open]');
      var focused = document.activeElement && document.activeElement.getAttribute('href');
      main.innerHTML = next.innerHTML;
      if (open && main.querySelector('details')) main.querySelector('details').open = true;
      Array.prototype.forEach.call(main.querySelectorAll('dd,.figures b'), function (e, i) {
        if (before[i] !== e.textContent) e.classList.add('changed');
      });
      if (focused && (focused = main.querySelector('a[href="' + focused + '"]'))) focused.focus({ preventScroll: true });
    }).catch(function () {}).then(function () { busy = false; });
  }
  function follow() {
    if (document.hidden) {
      if (source) source.close();
      source = null;
    } else if (!source) {
      source = new EventSource(main.getAttribute('data-live'));
      source.addEventListener('pack', redraw);
      // The same session follows too many machines: the newest win, and this page does not come again by itself.
      source.addEventListener('end', source.close.bind(source));
    }
  }
  document.addEventListener('visibilitychange', follow);
  follow();
})();
