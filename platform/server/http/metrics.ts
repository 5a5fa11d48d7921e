/** Prometheus figures: routes by their pattern, never by their content. */
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { House } from '../room.ts'

export interface Metrics {
  readonly contentType: string
  answered(method: string, route: string, status: number, seconds: number): void
  text(): Promise<string>
}

export function openMetrics(house: House): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const answers = new Histogram({
    name: 'shouwang_http_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  })
  const gauges: [string, string, () => number][] = [
    ['shouwang_live_listeners', 'Screens that listen live', () => house.live.listeners()],
    ['shouwang_long_work', 'Imports and exports under way or waiting', () => house.work.running()],
    ['shouwang_db_connections', 'Database connections open', () => house.database.pool.totalCount],
    ['shouwang_db_waiting', 'Requests waiting for a database connection', () => house.database.pool.waitingCount],
  ]
  for (const [name, help, read] of gauges)
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read())
      },
    })
  return {
    contentType: registry.contentType,
    answered: (method, route, status, seconds) => answers.observe({ method, route, status: String(status) }, seconds),
    text: () => registry.metrics(),
  }
}
