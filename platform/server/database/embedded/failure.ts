/**
 * Everything that may stop the embedded database from opening, each with a stable code and words a person can act on.
 * `detail` is the engine's own English text; it is quiet about contents (see settings.ts), so it may be printed.
 */
import { type Params, sayBoth, type Word, words } from '../../../pure/words.ts'

const failures = words({
  FOLDER_IN_USE: [
    '数据目录 {folder} 正被另一个守望进程使用（{holder}）。请先停止它，或用 DATA_DIR 指定另一个目录',
    'The data folder {folder} is in use by another Shouwang process ({holder}). Stop it first, or set DATA_DIR to another folder',
  ],
  FOLDER_NOT_OURS: [
    '无权使用数据目录 {folder}：它属于别的用户。请用该用户启动，或用 DATA_DIR 指定另一个目录',
    'No permission to use the data folder {folder}: it belongs to another user. Start as that user, or set DATA_DIR to another folder',
  ],
  FOLDER_UNREACHABLE: [
    '以 root 启动时，数据库改用普通用户 {user} 运行，但该用户进不去 {folder}。请用普通用户启动，或换一个目录',
    'Started as root the database runs as the ordinary user {user}, who cannot reach {folder}. Start as an ordinary user, or use another folder',
  ],
  DISK_FULL: [
    '磁盘已满（{folder} 所在的盘剩余 {free} MB）。已确认的数据都在；请腾出空间后重新启动',
    'The disk is full ({free} MB left where {folder} lies). All that was acknowledged is safe; free some space and start again',
  ],
  ENGINE_MISSING: [
    '没有装上本机（{platform}）的内置数据库程序。请重新运行 npm start，或用 DATABASE_URL 指定 PostgreSQL 15 以上的服务器',
    'The embedded database for this machine ({platform}) is not installed. Run npm start again, or point DATABASE_URL at a PostgreSQL server, 15 or later',
  ],
  ENGINE_UNUSABLE: [
    '内置数据库程序无法在本机（{platform}）运行：{detail}。可用 DATABASE_URL 指定 PostgreSQL 15 以上的服务器',
    'The embedded database cannot run on this machine ({platform}): {detail}. Point DATABASE_URL at a PostgreSQL server, 15 or later',
  ],
  NO_ORDINARY_USER: [
    '数据库不能以 root 运行，而本机没有 postgres 或 nobody 用户。请用普通用户启动',
    'The database must not run as root, and this machine has neither a postgres nor a nobody user. Start as an ordinary user',
  ],
  OTHER_VERSION: [
    '数据目录 {folder} 由 PostgreSQL {found} 写成，本程序带的是 {ours}。请用原来的版本导出，再导入',
    'The data folder {folder} was written by PostgreSQL {found}; this program carries {ours}. Export with the former version and import again',
  ],
  LEFTOVER_STUCK: [
    '上次留下的数据库进程（{pids}）没有退出。请结束它们后再启动',
    'Database processes left over from before ({pids}) do not end. End them, then start again',
  ],
  NO_PORT: ['找不到可用的本机端口', 'No free port was found on this machine'],
  STOPPED: ['数据库意外停止：{detail}', 'The database stopped unexpectedly: {detail}'],
  START_FAILED: ['数据库没有启动：{detail}', 'The database did not start: {detail}'],
})

export type EmbeddedCode = keyof typeof failures

export class EmbeddedDatabaseError extends Error {
  readonly code: EmbeddedCode
  readonly words: Word

  constructor(code: EmbeddedCode, params: Params = {}, cause?: unknown) {
    const both = sayBoth(failures[code], params)
    super(`${both[0]}\n${both[1]}`, cause === undefined ? undefined : { cause })
    this.name = 'EmbeddedDatabaseError'
    this.code = code
    this.words = both
  }
}
