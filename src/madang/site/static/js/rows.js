// Adds a row to a set of forms marked data-rows="prefix" without going to the server. Without script the button asks the server.

for (const set of document.querySelectorAll("[data-rows]")) {
  const template = set.querySelector("template");
  const total = set.querySelector(`[name="${set.dataset.rows}-TOTAL_FORMS"]`);
  const most = set.querySelector(`[name="${set.dataset.rows}-MAX_NUM_FORMS"]`);
  const button = set.querySelector('button[name="more"]');
  if (!template || !total || !button) continue;

  button.type = "button"; // the return key sends the form, it adds no row
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const number = Number(total.value);
    const row = template.content.cloneNode(true);
    for (const part of row.querySelectorAll("*")) {
      for (const { name, value } of [...part.attributes]) {
        if (value.includes("__prefix__")) part.setAttribute(name, value.replaceAll("__prefix__", number));
      }
    }
    for (const place of row.querySelectorAll("[data-number]")) place.textContent = number + 1;
    template.before(row);
    total.value = number + 1;
    if (most && number + 1 >= Number(most.value)) button.hidden = true;
    template.previousElementSibling?.querySelector("input, select")?.focus();
  });
}
