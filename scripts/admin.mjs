/** `npm run admin`: makes the first real administrator. */
import { install } from './install.mjs'
import { needNode24 } from './node24.mjs'
import { handOver, inRoot } from './run.mjs'

await install()
await handOver(needNode24(), [inRoot('apps', 'server', 'admin.ts'), ...process.argv.slice(2)])
