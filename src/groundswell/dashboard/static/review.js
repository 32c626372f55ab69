// Search on every page of the review; filters and the list of all accounts on its first page.
"use strict";
(() => {
  const MOST_FOUND = 8;
  const MORE = 50;
  const [ID, NAME, OWNER, SEGMENT, STANDING, SCORE, DEVIATION, ARR, RENEWS] = Array(9).keys();
  const plain = (text) => (text ?? "").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const names = groundswellAccounts.map((account) => plain(account[NAME]));
  const address = (account) => `account.html#${encodeURIComponent(account[ID])}`;
  const make = (tag, text = "", properties = {}) => Object.assign(document.createElement(tag), { textContent: text }, properties);

  // --- Search: type, arrows, Enter, Escape
  const search = document.getElementById("search");
  const found = document.getElementById("found");
  let chosen = -1;
  const options = () => [...found.children].filter((option) => option.role === "option");
  const close = () => {
    found.hidden = true;
    chosen = -1;
    search.setAttribute("aria-expanded", "false");
    search.removeAttribute("aria-activedescendant");
  };
  const look = () => {
    const wanted = plain(search.value.trim());
    if (!wanted) return close();
    const hits = [];
    for (let i = 0; i < names.length && hits.length < 200; i++)
      if (names[i].includes(wanted) || plain(groundswellAccounts[i][ID]) === wanted) hits.push(i);
    hits.sort((a, b) => names[b].startsWith(wanted) - names[a].startsWith(wanted) || a - b);
    const rows = hits.slice(0, MOST_FOUND).map((i, place) => {
      const account = groundswellAccounts[i];
      const row = make("a", "", { href: address(account), role: "option", id: `found-${place}`, tabIndex: -1 });
      row.append(make("strong", account[NAME]), make("span", [account[SEGMENT], account[OWNER]].filter(Boolean).join(" · ")));
      return row;
    });
    found.replaceChildren(...(rows.length ? rows : [make("p", "No account of that name.")]));
    found.hidden = false;
    chosen = -1;
    search.setAttribute("aria-expanded", "true");
  };
  search.addEventListener("input", look);
  search.addEventListener("focus", look);
  search.addEventListener("keydown", (event) => {
    const rows = options();
    if (event.key === "Escape") close();
    else if (event.key === "Enter") (rows[Math.max(0, chosen)] ?? { click() {} }).click();
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && rows.length) {
      event.preventDefault();
      chosen = (chosen + (event.key === "ArrowDown" ? 1 : -1) + rows.length) % rows.length;
      rows.forEach((row, place) => row.setAttribute("aria-selected", String(place === chosen)));
      search.setAttribute("aria-activedescendant", rows[chosen].id);
    }
  });
  addEventListener("click", (event) => {
    if (!event.target.closest(".search")) close();
    else if (event.target.closest("a")) {
      close();
      search.value = "";
    }
  });
  addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input, select, textarea")) {
      event.preventDefault();
      search.focus();
    }
  });

  // --- The first page: filters, and all accounts
  const list = document.getElementById("all-accounts");
  if (!list) return;
  const filters = [...document.querySelectorAll("select[data-filter]")];
  const WORDS = { alert: "alert open", improving: "improving", falling: "falling", rising: "rising", usual: "as usual", quiet: "quiet", "not judged": "too little data" };
  const TONES = { alert: "worse", falling: "worse", improving: "better", rising: "better" };
  let most = MORE;

  const filterSections = (chosenBy) =>
    document.querySelectorAll("[data-list]").forEach((section) => {
      const rows = [...section.querySelectorAll("[data-owner]")];
      const limit = chosenBy.owner || chosenBy.segment ? Infinity : Number(section.dataset.list) || Infinity;
      let shown = 0;
      rows.forEach((row) => {
        const fits = (!chosenBy.owner || row.dataset.owner === chosenBy.owner) && (!chosenBy.segment || row.dataset.segment === chosenBy.segment);
        row.hidden = !fits || shown >= limit;
        shown += !row.hidden;
      });
      const none = section.querySelector(".none");
      if (none) none.hidden = shown > 0;
    });

  const listAccounts = (chosenBy) => {
    const fitting = groundswellAccounts.filter(
      (account) => (!chosenBy.owner || account[OWNER] === chosenBy.owner) && (!chosenBy.segment || account[SEGMENT] === chosenBy.segment),
    );
    const number = (value, sign) => (value === null ? "–" : `${sign && value > 0 ? "+" : ""}${value.toFixed(1)}`.replace("-", "−"));
    list.replaceChildren(
      ...fitting.slice(0, most).map((account) => {
        const row = make("tr");
        const name = make("th", "", { scope: "row" });
        name.append(make("a", account[NAME], { href: address(account) }));
        const cell = (label, text, className = "") => {
          const made = make("td", text, { className });
          made.dataset.label = label; // where rows are cards, the cell says itself what it is
          return made;
        };
        const standing = cell("Standing", "");
        standing.append(make("span", WORDS[account[STANDING]] ?? account[STANDING], { className: `pill ${TONES[account[STANDING]] ?? ""}` }));
        row.append(name, cell("Segment", account[SEGMENT] ?? "–"), cell("Owner", account[OWNER] ?? "–"), standing,
          cell("7 days", number(account[SCORE]), "number"), cell("To its usual", number(account[DEVIATION], true), "number"),
          cell("ARR", account[ARR], "number"), cell("Renews", account[RENEWS], "number"));
        return row;
      }),
    );
    document.getElementById("listed").textContent = `${Math.min(most, fitting.length)} of ${fitting.length} shown`;
    document.getElementById("more").hidden = fitting.length <= most;
  };

  const apply = () => {
    const chosenBy = Object.fromEntries(filters.map((filter) => [filter.dataset.filter, filter.value]));
    document.getElementById("narrowed").hidden = !Object.values(chosenBy).some(Boolean);
    filterSections(chosenBy);
    listAccounts(chosenBy);
  };
  filters.forEach((filter) => filter.addEventListener("change", () => ((most = MORE), apply())));
  document.getElementById("more").addEventListener("click", () => ((most += MORE * 4), apply()));
  apply();
})();
