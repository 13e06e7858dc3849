// Enhancement only: every page works without this file.
document.querySelector("[data-errsum]")?.focus();

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-once]");
  if (!form) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  const button = event.submitter;
  button?.setAttribute("aria-disabled", "true");
  const label = button?.querySelector("[data-label]");
  if (label && button.dataset.busy) {
    label.dataset.label = label.textContent;
    label.textContent = button.dataset.busy;
  }
});

// A form with nothing to fill in or to decide goes by itself, in place of the page it stands on.
document.querySelector("form[data-auto]")?.requestSubmit();

// Back may bring the page out of memory as it was left: make it usable again.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-disabled]")) {
      button.removeAttribute("aria-disabled");
      const label = button.querySelector("[data-label]");
      if (label?.dataset.label) label.textContent = label.dataset.label;
    }
  }
});

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.done;
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
