/**
 * Keeps the clusters of one vitest run in its main process, so that all test files share them, and answers the test
 * processes over loopback. Nothing starts until a test asks for a database.
 */
import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { type Clusters, type EngineName, type FreshOptions, openClusters } from './clusters.ts'

declare module 'vitest' {
  interface ProvidedContext {
    clusterHost: string
  }
}

interface Host {
  readonly url: string
  readonly clusters: Clusters
  readonly server: Server
  projects: number
}

/** Each project loads this file anew; they meet here. */
const shared = globalThis as { shouwangClusterHost?: Promise<Host> }

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.shouwangClusterHost ??= startHost()
  const host = await shared.shouwangClusterHost
  host.projects += 1
  project.provide('clusterHost', host.url)
  return async () => {
    host.projects -= 1
    if (host.projects > 0) return
    delete shared.shouwangClusterHost
    host.server.close()
    host.server.closeAllConnections()
    await host.clusters.close()
  }
}

export interface Request {
  readonly fresh?: FreshOptions
  readonly drop?: { readonly engine: EngineName; readonly name: string }
}

async function startHost(): Promise<Host> {
  const clusters = openClusters()
  // Only who was told this path may ask.
  const path = `/${randomUUID()}`
  const answer = async ({ fresh, drop }: Request): Promise<unknown> => {
    if (drop) await clusters.drop(drop.engine, drop.name)
    return fresh ? clusters.fresh(fresh) : {}
  }
  const server = createServer((request, response) => {
    if (request.url !== path) {
      response.writeHead(404).end()
      return
    }
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text
    })
    request.on('end', () => {
      answer(JSON.parse(body) as Request).then(
        (result) => response.end(JSON.stringify(result)),
        (error: unknown) => response.writeHead(500).end(String(error)),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}${path}`, clusters, server, projects: 0 }
}
