/** `npm run areas -- FILE`: builds the tree of a sub-district from a list of doors. */
import { install } from './install.mjs'
import { needNode24 } from './node24.mjs'
import { handOver, inRoot } from './run.mjs'

await install()
await handOver(needNode24(), [inRoot('apps', 'server', 'areas.ts'), ...process.argv.slice(2)])
