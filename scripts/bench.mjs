/** `npm run bench -- NAME`: runs bench/NAME.ts, whose last line is one JSON object; without a name lists what there is. */
import { readdirSync } from 'node:fs'
import { install } from './install.mjs'
import { needNode24 } from './node24.mjs'
import { handOver, inRoot } from './run.mjs'

const [name, ...rest] = process.argv.slice(2)
const names = readdirSync(inRoot('bench'))
  .filter((file) => /^[a-z0-9-]+\.ts$/.test(file))
  .map((file) => file.slice(0, -3))

if (name === undefined || !names.includes(name)) {
  if (name !== undefined) console.error(`没有这个测量：${name} There is no bench named ${name}`)
  console.log(`用法 Usage: npm run bench -- NAME\n${names.map((each) => `  ${each}`).join('\n')}`)
  process.exit(name === undefined ? 0 : 2)
}
await install()
// The garbage collector is exposed so that a bench can weigh memory after it has run.
await handOver(needNode24(), ['--expose-gc', inRoot('bench', `${name}.ts`), ...rest])
