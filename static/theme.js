// The chosen theme, before anything is painted. Read and written by src/lib/platform/preferences.ts.
(function () {
  var chosen;
  try {
    chosen = localStorage.getItem('sextant-theme');
  } catch (error) {
    chosen = null;
  }
  if (chosen === 'light' || chosen === 'dark') {
    document.documentElement.dataset.theme = chosen;
    document.querySelector('meta[name="color-scheme"]').content = chosen;
  }
})();
