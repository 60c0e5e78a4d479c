// Saves a group of buttons as soon as one is pressed, in forms marked data-taps. Without script the form's own button saves all.

for (const form of document.querySelectorAll("form[data-taps]")) {
  form.addEventListener("change", async (event) => {
    const chosen = event.target;
    if (chosen.type !== "radio") return;
    const place = chosen.closest("fieldset").querySelector("[data-saved]");
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set(chosen.name, chosen.value);
    try {
      const answer = await fetch(form.action || location.href, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
      place.textContent = answer.ok || answer.status === 409 ? await answer.text() : form.dataset.failed;
    } catch {
      place.textContent = form.dataset.failed;
    }
  });
}
