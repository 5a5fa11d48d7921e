/** `npm run -s draw -- --people P.csv --seats N --policy policy.json --seed HEX --out transcript.json`, and `verify FILE`. */
import { install } from './install.mjs'
import { needNode24 } from './node24.mjs'
import { handOver, inRoot } from './run.mjs'

await install()
await handOver(needNode24(), [inRoot('apps', 'draw', 'main.ts'), ...process.argv.slice(2)])
