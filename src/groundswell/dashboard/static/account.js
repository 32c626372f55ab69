// The page of an account: reads which one from the address, loads its file, and draws it. No server, no request elsewhere.
"use strict";
(() => {
  const { specs, ranges } = JSON.parse(document.getElementById("specifications").textContent);
  const place = document.getElementById("account");
  const DAY = 86400000;
  let wanted = null;

  const say = (text) => {
    const message = document.createElement("p");
    message.className = "card calm";
    message.textContent = text;
    place.replaceChildren(message);
    document.title = "Customer sentiment";
  };

  // The days follow one another: the first one places all others.
  const seriesOf = ({ first, ...columns }) => ({ day: columns.score.map((_, i) => first + i * DAY), ...columns });

  globalThis.groundswellAccount = ({ id, name, html, data }) => {
    if (id !== wanted) return;
    document.title = `${name} · customer sentiment`;
    place.innerHTML = html; // written by the same templates as every page, names and texts escaped
    if (data.mood) {
      const { days, ...mood } = data.mood;
      data.mood = { series: seriesOf(days), ...mood };
    }
    drawCharts(place, { specs, ranges, data });
  };

  const open = () => {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      // a stray per cent sign: taken as it stands
    }
    wanted = id;
    if (!id) return say("No account is named in the address: search for one above, or go back to the review.");
    const number = groundswellAccounts.findIndex(([key]) => key === id);
    if (number < 0)
      return say(`No active account has the id “${id}” in this review. It may have left, or come later: search for it above.`);
    const script = document.createElement("script");
    script.src = `accounts/${String(number).padStart(5, "0")}.js`;
    script.onload = () => script.remove();
    script.onerror = () => say("The file of this account is missing: copy the whole folder of the review, not single files.");
    document.head.append(script);
    scrollTo(0, 0);
  };
  addEventListener("hashchange", open);
  open();
})();
