/** Runs before the first paint, as a plain script: the chosen theme, so that a dark page never flashes. */
(() => {
  try {
    const theme = localStorage.getItem("fw:theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // Storage may be forbidden; then the device decides.
  }
})();
