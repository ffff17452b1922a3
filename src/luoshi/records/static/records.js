// Ticking a whole page, and saying how many are ticked. Without it every line can still be ticked by hand.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const all = document.querySelector("[data-pick-all]");
  const told = document.querySelector("[data-pick-count]");
  if (!all || !told) return;
  const lines = [...document.querySelectorAll("input[name=pick]")];
  const tell = () => {
    const count = lines.filter((line) => line.checked).length;
    told.textContent = count ? `已选 ${count} 项` : "";
    told.parentElement.classList.toggle("is-picking", count > 0);
    all.checked = count === lines.length;
  };
  all.addEventListener("change", () => {
    lines.forEach((line) => { line.checked = all.checked; });
    tell();
  });
  lines.forEach((line) => line.addEventListener("change", tell));
  tell();
});

for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());
