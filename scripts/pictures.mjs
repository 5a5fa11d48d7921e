/** `npm run pictures`: takes the screenshots of the README anew, from a server of its own with Taohua and a round half done. */
import { ensureBrowser } from './browser.mjs'
import { buildWeb } from './build-web.mjs'
import { install } from './install.mjs'
import { needNode24 } from './node24.mjs'
import { handOver, inRoot } from './run.mjs'

await install()
const browser = await ensureBrowser()
if (!browser || !(await buildWeb())) process.exit(1)
process.env.CHROMIUM = browser
await handOver(needNode24(), [inRoot('scripts', 'take-pictures.ts')])
