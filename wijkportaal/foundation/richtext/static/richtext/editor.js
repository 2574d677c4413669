// Turns textareas with data-richtext into an editor. The textarea stays and is what the form sends.
// The editor's parts (Tiptap) come from the package's module; its address stands in the textarea, so that no
// inline import map is needed and the Content-Security-Policy can forbid inline scripts.

const LABELS = {
  bold: ["Vet", "Vet (Ctrl+B)"],
  italic: ["Schuin", "Schuin (Ctrl+I)"],
  heading: ["Tussenkop", "Tussenkop"],
  bulletList: ["Opsomming", "Opsomming"],
  orderedList: ["Nummering", "Genummerde lijst"],
  blockquote: ["Citaat", "Citaat"],
  link: ["Link", "Link maken of weghalen"],
  undo: ["Terug", "Maak de laatste wijziging ongedaan (Ctrl+Z)"],
};

const STEPS = {
  bold: (chain) => chain.toggleBold(),
  italic: (chain) => chain.toggleItalic(),
  heading: (chain) => chain.toggleHeading({ level: 3 }),
  bulletList: (chain) => chain.toggleBulletList(),
  orderedList: (chain) => chain.toggleOrderedList(),
  blockquote: (chain) => chain.toggleBlockquote(),
  undo: (chain) => chain.undo(),
};

const BLOCK = /<(p|h[1-6]|ul|ol|blockquote|strong|em|a|br)(\s[^<>]*|\/)?>/i;

const element = (name, properties = {}, children = []) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes("-") || key === "role") made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children);
  return made;
};

// The same rule as on the server: typed text becomes paragraphs at its blank lines.
const asHtml = (text) => {
  if (BLOCK.test(text)) return text;
  const holder = document.createElement("div");
  for (const block of text.split(/\n\s*\n/)) {
    if (!block.trim()) continue;
    const paragraph = document.createElement("p");
    block.trim().split("\n").forEach((line, index) => {
      if (index) paragraph.append(document.createElement("br"));
      paragraph.append(line.trim());
    });
    holder.append(paragraph);
  }
  return holder.innerHTML;
};

const address = (written) => {
  const text = written.trim();
  if (!text) return "";
  if (/^(https:\/\/|mailto:|tel:)/i.test(text)) return text;
  if (/^http:\/\//i.test(text)) return text.replace(/^http:/i, "https:");
  if (/^[^\s/@]+@[^\s/@]+\.[a-z]{2,}$/i.test(text)) return `mailto:${text}`;
  if (/^[+0][\d\s-]{7,}$/.test(text)) return `tel:${text.replace(/[\s-]/g, "")}`;
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)+([/?#].*)?$/i.test(text)) return `https://${text}`;
  return null;
};

const askForLink = (editor, number) => {
  const id = `richtext-link-${number}`;
  const problem = element("p", { className: "richtext-dialog__problem", id: `${id}-problem`, role: "alert" });
  const input = element("input", {
    id,
    type: "text",
    value: editor.getAttributes("link").href ?? "",
    autocomplete: "off",
    "aria-describedby": `${id}-problem`,
  });
  const save = element("button", { type: "submit", className: "utrecht-button utrecht-button--primary-action", textContent: "Link bewaren" });
  const cancel = element("button", { type: "button", className: "utrecht-button utrecht-button--secondary-action", textContent: "Annuleren" });
  const form = element("form", { method: "dialog" }, [
    element("label", { htmlFor: id, textContent: "Webadres, e-mailadres of telefoonnummer" }),
    input,
    problem,
    element("div", { className: "richtext-dialog__buttons" }, [save, cancel]),
  ]);
  const dialog = element("dialog", { className: "richtext-dialog", "aria-label": "Link" }, [form]);
  document.body.append(dialog);
  cancel.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    editor.view.focus();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const href = address(input.value);
    if (href === null) {
      problem.textContent = "Dit is geen webadres, e-mailadres of telefoonnummer.";
      return;
    }
    const chain = editor.chain().focus().extendMarkRange("link");
    if (!href) chain.unsetLink().run();
    else if (editor.state.selection.empty && !editor.isActive("link")) {
      chain.insertContent([{ type: "text", text: input.value.trim(), marks: [{ type: "link", attrs: { href } }] }]).run();
    } else chain.setLink({ href }).run();
    dialog.close();
  });
  dialog.showModal();
};

const toolbar = (editor, label, number) => {
  const buttons = Object.entries(LABELS).map(([step, [text, title]]) =>
    element("button", { type: "button", className: "richtext-editor__button", textContent: text, title, "data-step": step, "aria-pressed": "false" }),
  );
  const bar = element("div", { className: "richtext-editor__bar", role: "toolbar", "aria-label": `Opmaak van ${label}` }, buttons);
  buttons.forEach((button, index) => {
    const { step } = button.dataset;
    button.tabIndex = index ? -1 : 0;
    if (step === "undo") button.removeAttribute("aria-pressed");
    // Pressing a button leaves the cursor in the text; from the keyboard it goes back there at once. Tiptap's own
    // focus() waits for the next picture on the screen, and who types on would lose a letter.
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      if (step === "link") return askForLink(editor, number);
      editor.view.focus();
      STEPS[step](editor.chain()).run();
    });
  });
  // One stop for the Tab key, arrows within: the pattern of a toolbar.
  bar.addEventListener("keydown", (event) => {
    const now = buttons.indexOf(document.activeElement);
    const next = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (next === undefined || now < 0) return;
    event.preventDefault();
    const target = buttons.at(next % buttons.length);
    buttons.forEach((button) => { button.tabIndex = button === target ? 0 : -1; });
    target.focus();
  });
  editor.on("transaction", () => {
    for (const button of buttons) {
      const { step } = button.dataset;
      if (step !== "undo") button.setAttribute("aria-pressed", String(editor.isActive(step)));
    }
  });
  return bar;
};

const enhance = async (textarea, number) => {
  if (textarea.dataset.richtextReady) return;
  textarea.dataset.richtextReady = "yes";
  const parts = await import(textarea.dataset.richtext);
  const holder = textarea.closest(".richtext-input");
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  const name = label?.textContent.trim() || "de tekst";
  const space = element("div", { className: "richtext-editor__text" });
  const box = element("div", { className: "richtext-editor" }, [space]);
  holder.append(box);
  const attributes = { role: "textbox", "aria-multiline": "true", "aria-label": name, class: "ProseMirror" };
  for (const attribute of ["aria-describedby", "aria-invalid", "aria-required"]) {
    const value = textarea.getAttribute(attribute);
    if (value) attributes[attribute] = value;
  }
  const limit = Number(textarea.dataset.limit || 0);
  const count = limit ? element("p", { className: "richtext-editor__count" }) : null;
  if (count) box.append(count);
  const tell = (editor) => {
    if (!count) return;
    const left = limit - editor.getText({ blockSeparator: "\n\n" }).trim().length;
    count.textContent = left < 0 ? `${-left} tekens te veel` : `Nog ${left} tekens`;
    count.classList.toggle("richtext-editor__count--over", left < 0);
  };
  const editor = new parts.Editor({
    element: space,
    injectCSS: false,
    content: asHtml(textarea.value),
    editable: !textarea.disabled && !textarea.readOnly,
    editorProps: { attributes },
    extensions: [
      parts.Document, parts.Paragraph, parts.Text, parts.HardBreak, parts.Bold, parts.Italic,
      parts.Heading.configure({ levels: [3, 4] }), parts.BulletList, parts.OrderedList, parts.ListItem,
      parts.Blockquote, parts.History, parts.Link.configure({ openOnClick: false, HTMLAttributes: {} }),
    ],
    onUpdate: ({ editor: now }) => {
      textarea.value = now.isEmpty ? "" : now.getHTML();
      tell(now);
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
    onBlur: () => textarea.dispatchEvent(new Event("change", { bubbles: true })),
  });
  box.prepend(toolbar(editor, name, number));
  tell(editor);
  holder.classList.add("richtext-input--ready");
  textarea.richtext = editor;
  // A click on the label, or a link of the error summary, must land in the editor.
  label?.addEventListener("click", () => editor.commands.focus());
  textarea.focus = () => editor.commands.focus();
  const jump = () => { if (location.hash === `#${textarea.id}`) editor.commands.focus(); };
  window.addEventListener("hashchange", jump);
  textarea.addEventListener("richtext:set", (event) => editor.commands.setContent(asHtml(event.detail)));
  textarea.dispatchEvent(new CustomEvent("richtext:ready", { bubbles: true }));
};

let made = 0;
const enhanceAll = (root) => {
  for (const textarea of root.querySelectorAll("textarea[data-richtext]")) {
    made += 1;
    enhance(textarea, made).catch((error) => console.error(error));
  }
};

enhanceAll(document);
document.addEventListener("htmx:load", (event) => enhanceAll(event.detail.elt));
