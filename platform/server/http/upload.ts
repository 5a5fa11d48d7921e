/** One uploaded file, streamed to a private temporary place that is emptied when the request ends. */
import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import { Problem, platformProblems } from '../../pure/problem.ts'

export interface Upload {
  readonly input: unknown
  readonly file: { readonly path: string; readonly name: string; readonly bytes: number }
  readonly discard: () => Promise<void>
}

export async function receiveUpload(request: FastifyRequest, dataDir: string): Promise<Upload> {
  if (!request.isMultipart()) throw new Problem(platformProblems.wrongType)
  const part = await request.file()
  if (!part) throw new Problem(platformProblems.noFile)
  const field = part.fields['input']
  const text = field && !Array.isArray(field) && field.type === 'field' ? String(field.value) : '{}'
  const folder = join(dataDir, 'uploads')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, randomUUID())
  const discard = () => rm(path, { force: true })
  try {
    const out = createWriteStream(path, { mode: 0o600 })
    await pipeline(part.file, out)
    if (part.file.truncated)
      throw new Problem(platformProblems.tooLarge, { limit: `${process.env['UPLOAD_LIMIT_MB'] ?? 200} MB` })
    return {
      input: JSON.parse(text),
      file: { path, name: part.filename.slice(0, 200), bytes: out.bytesWritten },
      discard,
    }
  } catch (error) {
    await discard()
    if (error instanceof SyntaxError) throw new Problem(platformProblems.notJson)
    throw error
  }
}
