// Keys of the reading desk: each presses a button or follows a link that stands on the page. While somebody types, keys are letters.

const desk = document.querySelector("[data-desk]");
const isTyping = (place) => place.closest?.("input:not([type=checkbox]), select, textarea");

function press(key) {
  const place = desk.querySelector(`[data-key="${key}"]`);
  if (!place) return false;
  const button = place.matches("button") ? place : place.querySelector("button[type=submit]:not([name])");
  if (key === "r") place.querySelector("select")?.focus();
  else button?.click();
  return true;
}

function follow(rel) {
  const link = desk.querySelector(`a[rel="${rel}"]`);
  link?.click();
  return Boolean(link);
}

function act(key) {
  if (key === "j") return follow("next");
  if (key === "k") return follow("prev");
  if (key === "e") {
    desk.querySelector("form[data-key=a] select, form[data-key=a] input:not([type=hidden])")?.focus();
    return true;
  }
  return press(key);
}

if (desk) {
  document.querySelector(".read-text [aria-current]")?.scrollIntoView({ block: "center" });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") document.activeElement?.blur();
    else if (event.key === "Enter" && event.target.matches("form[data-key=r] select")) event.target.form.requestSubmit();
    else if (!isTyping(event.target) && act(event.key)) event.preventDefault();
  });
}
