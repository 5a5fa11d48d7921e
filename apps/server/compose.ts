/** Wiring: which rooms there are and how they hang together. No rules. */
import { createSecretKey } from 'node:crypto'
import { deploymentRoom } from '../../modules/deployment/server/index.ts'
import { enterpriseRoom } from '../../modules/enterprise/server/index.ts'
import { gateRoom } from '../../modules/gate/server/index.ts'
import { laboratoryRoom } from '../../modules/laboratory/server/index.ts'
import { matchingRoom } from '../../modules/matching/server/index.ts'
import { mobilizeRoom } from '../../modules/mobilize/server/index.ts'
import { operationRoom } from '../../modules/operation/server/index.ts'
import { passRoom } from '../../modules/pass/server/index.ts'
import { pictureRoom } from '../../modules/picture/server/index.ts'
import { registerRoom } from '../../modules/register/server/index.ts'
import { areaNames } from '../../modules/register/server/public.ts'
import { selftestRoom } from '../../modules/selftest/server/index.ts'
import { staffRoom } from '../../modules/staff/server/index.ts'
import { testingRoom } from '../../modules/testing/server/index.ts'
import { volunteerRoom } from '../../modules/volunteer/server/index.ts'
import { accessRoom } from '../../platform/server/access/access-room.ts'
import { openSessions } from '../../platform/server/access/sessions.ts'
import { openDatabase } from '../../platform/server/database/database.ts'
import { digestWith } from '../../platform/server/digest.ts'
import { openFiles } from '../../platform/server/files.ts'
import { buildServer, type ServerOptions } from '../../platform/server/http/server.ts'
import { ledgerFeed, openLive } from '../../platform/server/live.ts'
import { openLongWork } from '../../platform/server/long-work.ts'
import { openReactions, type Reactions } from '../../platform/server/reactions.ts'
import type { House, Room } from '../../platform/server/room.ts'

export interface ComposeOptions extends Pick<ServerOptions, 'webDir' | 'tls' | 'log'> {
  readonly appUrl: string
  readonly dataDir: string
  readonly secret: string
  readonly secureCookies?: boolean
  readonly uploadLimit?: number
  readonly connections?: number
}

export interface Composed {
  readonly app: Awaited<ReturnType<typeof buildServer>>
  readonly house: House
  readonly reactions: Reactions
  close(): Promise<void>
}

export async function compose(options: ComposeOptions): Promise<Composed> {
  const database = openDatabase(options.appUrl, { ...(options.connections ? { max: options.connections } : {}) })
  const sessions = openSessions(database)
  const live = openLive(database)
  live.addFeed(ledgerFeed(database))
  let fault: (error: unknown, name?: string) => void = () => undefined
  const work = openLongWork(2, (error) => fault(error))
  const files = openFiles(database, work, options.dataDir)
  const digestKey = createSecretKey(options.secret, 'utf8')
  const { dataDir } = options
  const house: House = { database, files, live, work, dataDir, digest: digestWith(digestKey), digestKey }
  const rooms: Room[] = [
    accessRoom(database, sessions, areaNames),
    registerRoom,
    operationRoom,
    enterpriseRoom,
    matchingRoom,
    staffRoom,
    mobilizeRoom,
    deploymentRoom,
    volunteerRoom,
    passRoom,
    gateRoom,
    testingRoom,
    laboratoryRoom,
    selftestRoom,
    pictureRoom,
  ]

  const app = await buildServer({
    house,
    sessions,
    rooms,
    ...(options.webDir ? { webDir: options.webDir } : {}),
    tls: options.tls ?? null,
    secureCookies: options.secureCookies ?? false,
    uploadLimit: options.uploadLimit ?? 200 * 1024 * 1024,
    log: options.log,
    healthy: async () => (await database.bare('SELECT 1')).length === 1,
  })
  fault = (error, name) => app.log.error({ err: error, reaction: name }, 'background work failed')
  await files.tidy(true)
  for (const room of rooms) await room.start?.(house)
  const reactions = openReactions(
    database,
    rooms.flatMap((r) => r.reactions ?? []),
    fault,
  )
  const tidying = setInterval(() => void files.tidy(false).catch(fault), 600_000)

  return {
    app,
    house,
    reactions,
    /** Answers what is under way, finishes long work, then lets go of the database. */
    async close() {
      clearInterval(tidying)
      live.stop()
      app.server.closeAllConnections?.()
      await app.close()
      for (const room of rooms) await room.stop?.()
      await reactions.stop()
      await work.drain()
      await database.close()
    },
  }
}
