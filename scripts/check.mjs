/** `npm run check`: types, lint, format, unused code; no tests. */
import { checks, conclude, runSteps } from './checks.mjs'
import { install } from './install.mjs'

await install()
conclude(await runSteps(checks))
