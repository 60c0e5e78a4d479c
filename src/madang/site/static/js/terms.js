// Proposes terms while an item is written: a pause after the last key asks the server, which answers with the whole form.
// A click on a proposal does the same and takes the form as answered. Without script the buttons send the form.

const PAUSE = 1200;

for (const form of document.querySelectorAll("form[data-terms]")) {
  let timer = 0;
  let asked = 0;

  const ask = async (name, value) => {
    const number = ++asked;
    const body = new FormData(form);
    body.append(name, value);
    try {
      const response = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
      if (!response.ok || number !== asked) return null;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      return page.querySelector("form[data-terms]");
    } catch {
      return null; // no connection: the buttons stay, and the next key tries again
    }
  };

  const propose = async () => {
    const fresh = (await ask("propose", "1"))?.querySelector("[data-proposals]");
    const place = form.querySelector("[data-proposals]");
    // What somebody is about to press stays where it is.
    if (fresh && place && !place.contains(document.activeElement)) place.replaceWith(document.importNode(fresh, true));
  };

  form.addEventListener("input", (event) => {
    if (event.target.name !== "text") return;
    clearTimeout(timer);
    timer = setTimeout(propose, PAUSE);
  });

  form.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-proposals] button");
    if (!button) return;
    event.preventDefault();
    clearTimeout(timer);
    const fresh = await ask(button.name, button.value);
    if (!fresh) return form.requestSubmit(button);
    const open = [...form.querySelectorAll("details")].map((each) => each.open);
    form.replaceChildren(...document.importNode(fresh, true).childNodes);
    form.querySelectorAll("details").forEach((each, n) => (each.open ||= open[n]));
    (form.querySelector("[data-proposals] li button") ?? form.querySelector("[data-proposals] button"))?.focus();
  });
}
