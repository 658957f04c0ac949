// Runs Lighthouse on the pages of the command line, one after the other in one browser: node lighthouse.mjs URL...
//
// Prints a line of JSON for each page: its URL, the seconds that it took, and, of each category without all points, its score and the
// audits that cost some.
import {launch} from 'chrome-launcher';
import lighthouse from 'lighthouse';

const settings = {
  onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'],
  // A phone's network, but no processor four times slower than this one: other tests keep it busy at the same time. The page is loaded
  // at full speed, and its times on that network are computed from what it loaded.
  throttlingMethod: 'simulate',
  throttling: {rttMs: 150, throughputKbps: 1638.4, cpuSlowdownMultiplier: 1},
  // Nothing of these pages comes later by a timer, so that after the first paint and the last file there is nothing to wait for. By default
  // it is a second each. With 0, the first paint itself would not be waited for.
  pauseAfterFcpMs: 1,
  pauseAfterLoadMs: 0,
  networkQuietThresholdMs: 250,
  cpuQuietThresholdMs: 250,
  // Pictures for a report that nobody looks at.
  disableFullPageScreenshot: true,
};

function lost(report) {
  const short = {};
  for (const [name, {score, auditRefs}] of Object.entries(report.categories)) {
    if (score === 1) continue;
    const audits = auditRefs.filter((one) => one.weight).map((one) => report.audits[one.id]);
    const costly = audits.filter((one) => one.score !== null && one.score < 1);
    short[name] = [score, costly.map((one) => [one.id, one.score, one.displayValue ?? ''])];
  }
  return short;
}

const browser = await launch({chromePath: process.env.CHROME_PATH, chromeFlags: ['--headless=new', '--no-sandbox']});
try {
  for (const url of process.argv.slice(2)) {
    const begin = Date.now();
    const ended = await lighthouse(url, {port: browser.port, logLevel: 'silent'}, {extends: 'lighthouse:default', settings});
    console.log(JSON.stringify({url, seconds: (Date.now() - begin) / 1000, error: ended.lhr.runtimeError ?? null, short: lost(ended.lhr)}));
  }
} finally {
  await browser.kill();
}
