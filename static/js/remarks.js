// Who selects words in a passage and follows its “Opmerking” asks about those words. Without this file the
// remark is about the whole passage, and its words can be shortened in the form.
(function () {
  "use strict";
  const LONGEST = 500;
  document.querySelectorAll("a[data-remark]").forEach(function (link) {
    link.addEventListener("click", function () {
      const passage = link.closest(".cb-passage").querySelector("[data-passage]");
      const selection = document.getSelection();
      const words = selection ? selection.toString().trim() : "";
      if (!words || words.length > LONGEST || !passage.contains(selection.anchorNode)) return;
      const address = new URL(link.href);
      address.searchParams.set("passage", words);
      link.href = address.href;
    });
  });
})();
