/** `npm start`: installs and builds what is missing, then becomes the server. A second start has nothing to do but serve. */
import { buildWeb } from './build-web.mjs'
import { install } from './install.mjs'
import { needNode24 } from './node24.mjs'
import { handOver, inRoot } from './run.mjs'

await install()
if (!(await buildWeb())) process.exit(1)
await handOver(needNode24(), [inRoot('apps', 'server', 'main.ts'), ...process.argv.slice(2)])
