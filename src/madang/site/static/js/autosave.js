// Saves a form marked data-autosave while somebody writes: three seconds after the last key, and when the page is left.
// The server answers in JSON with the new version; a refusal is shown and ends the saving, so that nothing is overwritten.

const PAUSE = 3000;

for (const form of document.querySelectorAll("form[data-autosave]")) {
  let timer = 0;
  let isRefused = false;
  let isSaving = false;
  let isChanged = false;
  let known = {};

  const show = (name, text) => {
    const place = document.querySelector(`[data-${name}]`);
    if (place) place.textContent = text;
  };

  const refuse = (text) => {
    isRefused = true;
    const place = form.querySelector("[data-refused]");
    if (!place) return;
    place.textContent = text;
    place.hidden = false;
  };

  const save = async () => {
    if (isRefused || isSaving || !isChanged) return;
    isSaving = true;
    isChanged = false;
    try {
      const response = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json" },
        credentials: "same-origin",
        keepalive: document.visibilityState === "hidden",
      });
      const told = await response.json();
      if (!response.ok) return refuse(told.refused);
      form.elements.version.value = told.version;
      known = { ...told.fields, version: told.version };
      const place = form.querySelector("[data-refused]");
      if (place) place.hidden = true;
      show("saved", told.saved);
      show("progress", told.progress);
      const bar = document.querySelector("[data-percent]");
      if (bar) bar.value = told.percent;
      const written = new Set(told.written);
      for (const mark of document.querySelectorAll("[data-written]")) mark.hidden = !written.has(mark.dataset.written);
      for (const mark of document.querySelectorAll("[data-empty]")) mark.hidden = written.has(mark.dataset.empty);
    } catch {
      isChanged = true; // no connection: the next key tries again, and the button stays
    } finally {
      isSaving = false;
      if (isChanged && !isRefused) wait();
    }
  };

  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  };

  form.addEventListener("input", () => {
    isChanged = true;
    isRefused = false;
    wait();
  });
  // What was saved first keeps its number, also when another script has drawn the form anew since.
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of Object.entries(known)) event.formData.set(name, value);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });
}
