/** The server of `npm run bench -- import`, in a process of its own so that its memory can be weighed: nothing to call by hand. */
import { compose } from '../apps/server/compose.ts'

interface Order {
  appUrl: string
  dataDir: string
  secret: string
}

process.once('message', async (order: Order) => {
  const server = await compose({ ...order, log: false })
  await server.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = server.app.server.address() as { port: number }
  const peakMb = (): number => Math.round(process.resourceUsage().maxRSS / 1024)
  process.on('message', async (asked: 'weigh' | 'stop') => {
    if (asked === 'stop') await server.close()
    const { user, system } = process.cpuUsage()
    process.send?.({ peakMb: peakMb(), cpuSeconds: (user + system) / 1e6 })
    if (asked === 'stop') process.exit(0)
  })
  process.send?.({ port })
})
