// Before anything is painted: what only a script can do may show, in the colours that the reader chose last time.
document.documentElement.classList.add("js");
try {
  const theme = localStorage.getItem("valuenet-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch { /* a page without an address keeps nothing */ }
