/** `npm run -s match -- --register R.csv --list L.csv --out O.csv`: compares a list with a register. */
import { install } from './install.mjs'
import { needNode24 } from './node24.mjs'
import { handOver, inRoot } from './run.mjs'

await install()
await handOver(needNode24(), [inRoot('apps', 'match', 'main.ts'), ...process.argv.slice(2)])
