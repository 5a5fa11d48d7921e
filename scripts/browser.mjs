/** Finds the Chromium that browser tests drive, and fetches one where there is none. */
import { existsSync } from 'node:fs'
import { needNode24 } from './node24.mjs'
import { canUseApt, installByApt } from './debian.mjs'
import { progress } from './progress.mjs'
import { inRoot, run } from './run.mjs'

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Path of a browser that answers, or undefined. Looks at CHROMIUM first, then usual places, then Playwright's own. */
export async function findBrowser() {
  const { chromium } = await import('playwright-core')
  const places = [process.env.CHROMIUM, ...usual, chromium.executablePath()]
  for (const place of places) {
    // Some systems put a stub there that only says where to get the real one.
    if (place && existsSync(place) && (process.platform !== 'linux' || (await answers(place)))) return place
  }
  return undefined
}

/** The same after installing one where that is possible: by apt as root on Debian, else by Playwright. */
export async function ensureBrowser() {
  const present = await findBrowser()
  if (present) {
    if (canUseApt() && !(await showsChinese())) await installByApt('中文字体', 'Chinese fonts', ['fonts-noto-cjk'])
    return present
  }
  if (canUseApt()) await installByApt('浏览器', 'a browser', ['chromium', 'fonts-noto-cjk'])
  const installed = await findBrowser()
  if (installed) return installed
  const bar = progress('下载浏览器', 'Downloading a browser')
  const { code, output } = await run(
    needNode24(),
    [inRoot('node_modules', 'playwright-core', 'cli.js'), 'install', 'chromium'],
    {
      quiet: true,
    },
  )
  bar.end(code === 0 ? '' : '失败 failed')
  if (code !== 0) console.log(output.trim())
  return findBrowser()
}

const answers = async (path) => (await run(path, ['--version', '--no-sandbox'], { quiet: true })).code === 0

async function showsChinese() {
  const { code, output } = await run('fc-list', [':lang=zh'], { quiet: true })
  return code === 0 && output.trim() !== ''
}
