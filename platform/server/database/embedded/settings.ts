/**
 * What postgresql.conf says, scaled to the machine. Durability is never traded: fsync, full_page_writes and
 * synchronous_commit stay on. Statements are not logged, for they carry personal data; engine-log.ts leaves
 * out the messages that may quote them.
 * An operator's own lines go into `local.conf` beside it, which wins.
 */
import { statfsSync } from 'node:fs'
import { totalmem } from 'node:os'
import { LINE_PREFIX } from './engine-log.ts'

const MB = 1024 * 1024

const between = (low: number, value: number, high: number) => Math.round(Math.min(high, Math.max(low, value)))

export interface Machine {
  /** Memory this process may use, in MB. */
  readonly memory: number
  /** Size of the disk that holds the cluster, in MB. */
  readonly disk: number
  /** Size of /dev/shm in MB; Infinity where there is none. Containers often give 64. */
  readonly sharedMemory: number
}

export function measureMachine(folder: string): Machine {
  const allowed = process.constrainedMemory()
  const memory = allowed > 0 ? Math.min(allowed, totalmem()) : totalmem()
  return {
    memory: memory / MB,
    disk: sizeOf(folder),
    sharedMemory: process.platform === 'linux' ? sizeOf('/dev/shm') : Infinity,
  }
}

/** The text of postgresql.conf; the same machine gives the same text, so an unchanged file is not written again. */
export function configuration({ memory, disk, sharedMemory }: Machine): string {
  const settings: Record<string, string> = {
    max_connections: '80',
    shared_buffers: `${between(64, memory / 8, 4096)}MB`,
    effective_cache_size: `${between(256, memory / 2, 64 * 1024)}MB`,
    work_mem: `${between(4, memory / 1024, 64)}MB`,
    maintenance_work_mem: `${between(64, memory / 48, 1024)}MB`,
    max_wal_size: `${between(96, disk / 20, 4096)}MB`,
    min_wal_size: `${between(32, disk / 200, 256)}MB`,
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    jit: 'off',
    // Parallel queries die with "No space left" in a small /dev/shm.
    ...(sharedMemory < 1024 ? { dynamic_shared_memory_type: 'sysv' } : {}),
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    datestyle: 'iso, ymd',
    lc_messages: 'C',
    default_text_search_config: 'pg_catalog.simple',
    log_destination: 'stderr',
    logging_collector: 'off',
    log_min_messages: 'error',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    log_line_prefix: LINE_PREFIX,
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`)
  return [
    '# Written by Shouwang at every start; put your own lines into local.conf.',
    ...lines,
    "include_if_exists = 'local.conf'",
    '',
  ].join('\n')
}

function sizeOf(folder: string): number {
  try {
    const { blocks, bsize } = statfsSync(folder)
    return (blocks * bsize) / MB
  } catch {
    return Infinity
  }
}

/** Room left for ordinary users where `folder` lies, in MB. */
export function roomLeft(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return Math.floor((bavail * bsize) / MB)
  } catch {
    return Infinity
  }
}
