/** The server of `npm run bench -- import`, in a process of its own so that its memory can be weighed: nothing to call by hand. */
import { compose } from '../apps/server/compose.ts'

interface Order {
  appUrl: string
  dataDir: string
  secret: string
}

async function serve(order: Order): Promise<void> {
  const server = await compose({ ...order, log: false })
  await server.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = server.app.server.address() as { port: number }
  const answer = async (asked: 'weigh' | 'stop'): Promise<void> => {
    if (asked === 'stop') await server.close()
    const { user, system } = process.cpuUsage()
    process.send?.({ peakMb: Math.round(process.resourceUsage().maxRSS / 1024), cpuSeconds: (user + system) / 1e6 })
    if (asked === 'stop') process.exit(0)
  }
  process.on('message', (asked: 'weigh' | 'stop') => void answer(asked))
  process.send?.({ port })
}

process.once('message', (order: Order) => void serve(order))
