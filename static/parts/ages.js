// "12 s ago" grows older while one looks at it. The words are the server's, in the reader's language.
const [now, seconds, minutes, hours] = document.querySelector("meta[name=tsm-ages]").content.split("|");
const LATEST = 3 * 3600;

function said(age) {
  if (age < 5) return now;
  if (age < 60) return seconds.replace("{n}", Math.floor(age));
  if (age < 3600) return minutes.replace("{n}", Math.floor(age / 60));
  return hours.replace("{n}", Math.floor(age / 3600));
}

function grow() {
  if (document.hidden) return;
  for (const time of document.querySelectorAll("time.when[data-age]")) {
    const age = (Date.now() - Date.parse(time.dateTime)) / 1000;
    if (age < LATEST && age > -5) time.textContent = said(age);
  }
}

setInterval(grow, 5000);
