// The two sides of the review page light each other. All that matters works without this file.
"use strict";

const spansOf = (card) => card.dataset.spans.split(" ").filter(Boolean);
const stretches = (span) => document.querySelectorAll(`[data-span="${span}"]`);
const cardOf = (span) => document.querySelector(`.proposal:not(.is-merged)[data-spans~="${span}"]`);

function dim() {
  document.querySelectorAll(".lit").forEach((part) => part.classList.remove("lit"));
}

function lightCard(card) {
  dim();
  card.classList.add("lit");
  spansOf(card).forEach((span) => stretches(span).forEach((part) => part.classList.add("lit")));
}

function show(element, tab) {
  const group = element.closest("details.group");
  if (group) group.open = true;
  document.getElementById(tab).checked = true;
  element.scrollIntoView({ block: "center" });
}

// Only inside the source's own box: the list must not jump under the pointer.
function bringIntoBox(span) {
  const box = document.querySelector(".source");
  const part = document.getElementById(span);
  if (!part || getComputedStyle(box).overflowY !== "auto") return;
  const above = part.getBoundingClientRect().top - box.getBoundingClientRect().top;
  if (above < 0 || above > box.clientHeight - 40) box.scrollTop += above - box.clientHeight / 3;
}

function point(event) {
  const part = event.target.closest("[data-span]");
  const card = event.target.closest(".proposal") || (part && cardOf(part.dataset.span));
  if (!card) return dim();
  lightCard(card);
  if (!part && spansOf(card).length) bringIntoBox(spansOf(card)[0]);
}

function follow(event) {
  const link = event.target.closest("a[href^='#']");
  const part = event.target.closest("[data-span]");
  if (link && part) {
    const card = cardOf(part.dataset.span);
    if (!card) return;
    event.preventDefault();
    lightCard(card);
    show(card, "tab-tasks");
    card.focus({ preventScroll: true });
  } else if (link && link.hasAttribute("data-to-source")) {
    const target = document.getElementById(link.hash.slice(1));
    event.preventDefault();
    document.getElementById("tab-source").checked = true;
    target.scrollIntoView({ block: "center" });
    const card = link.closest(".proposal");
    if (card) lightCard(card);
    target.focus({ preventScroll: true });
  } else if (link && link.hash.startsWith("#p-")) {
    const card = document.querySelector(link.hash);
    if (card) { event.preventDefault(); lightCard(card); show(card, "tab-tasks"); }
  } else if (part) {
    takeUp(part);
  }
}

// A sentence that is in no task can be made one.
function takeUp(part) {
  const form = document.getElementById("add");
  if (!form) return;
  form.elements.span.value = part.dataset.span;
  form.elements.title.value = [...stretches(part.dataset.span)].map((one) => one.textContent).join("").replace(/\s+/g, "");
  show(form, "tab-tasks");
  form.elements.title.focus({ preventScroll: true });
}

function count() {
  const output = document.querySelector("[data-count]");
  if (!output) return;
  const ticked = document.querySelectorAll("input[name=pick]:checked").length;
  output.textContent = ticked;
  output.form.classList.toggle("is-idle", ticked === 0);
}

function tick(event) {
  if (event.target.matches("[data-all]")) {
    const boxes = event.target.closest("details").querySelectorAll("input[name=pick]");
    boxes.forEach((box) => { box.checked = event.target.checked; });
  }
  count();
}

document.addEventListener("mouseover", point);
document.addEventListener("focusin", point);
document.addEventListener("click", follow);
document.addEventListener("change", tick);
document.addEventListener("htmx:afterSettle", count);
count();
if (location.hash.startsWith("#p-")) {
  const card = document.querySelector(location.hash);
  if (card) show(card, "tab-tasks");
}
