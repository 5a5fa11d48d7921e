/** The product's server as a process of its own, composed as `npm start` composes it; ends when its parent lets go of it. */
import { compose } from '../../apps/server/compose.ts'
import { SECRET } from './engine.ts'

const [appUrl, dataDir] = process.argv.slice(2) as [string, string]
const server = await compose({ appUrl, dataDir, secret: SECRET, log: { level: 'warn' } })
await server.app.listen({ port: 0, host: '127.0.0.1' })
process.once('disconnect', () => void server.close().then(() => process.exit(0)))
process.on('SIGINT', () => undefined)
process.send?.((server.app.server.address() as { port: number }).port)
