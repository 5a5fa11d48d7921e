/**
 * How each channel is spoken to and how its answer is read. Robots answer 200 with a number of their own; none is 0 but success.
 * Signatures: DingTalk signs timestamp and secret by the secret; Feishu makes both the key of an empty message; the SMS gateway gets the
 * body signed. Sources: open.dingtalk.com, open.feishu.cn, developer.work.weixin.qq.com, custom group robots, read as of 2024.
 */
import { createHmac } from 'node:crypto'
import type { ChannelKind, Fault } from '../call-up-model.ts'

export interface Address {
  readonly kind: ChannelKind
  readonly url: string
  readonly secret: string | null
}
export interface Letter {
  /** Of the message: a gateway that remembers ids sends none twice. */
  readonly id: string
  readonly text: string
  /** For a gateway of persons. */
  readonly phone: string | null
}
export interface Posting {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}
/** perhaps: nobody can know whether it arrived. retry: it certainly did not. */
export type Outcome =
  | { readonly what: 'sent' }
  | { readonly what: 'retry' | 'perhaps' | 'failed'; readonly why: Fault; readonly blame: boolean }

const hmac = (key: string, text: string): Buffer => createHmac('sha256', key).update(text, 'utf8').digest()

/** @param now Unix ms */
export function postingOf({ kind, url, secret }: Address, { id, text, phone }: Letter, now: number): Posting {
  const json = { 'content-type': 'application/json; charset=utf-8' }
  switch (kind) {
    case 'wecom':
      return { url, headers: json, body: JSON.stringify({ msgtype: 'text', text: { content: text } }) }
    case 'dingtalk': {
      const signed = new URL(url)
      if (secret !== null) {
        signed.searchParams.set('timestamp', String(now))
        signed.searchParams.set('sign', hmac(secret, `${now}\n${secret}`).toString('base64'))
      }
      return { url: signed.href, headers: json, body: JSON.stringify({ msgtype: 'text', text: { content: text } }) }
    }
    case 'feishu': {
      const seconds = String(Math.floor(now / 1000))
      const sign =
        secret === null ? {} : { timestamp: seconds, sign: hmac(`${seconds}\n${secret}`, '').toString('base64') }
      return { url, headers: json, body: JSON.stringify({ ...sign, msg_type: 'text', content: { text } }) }
    }
    case 'sms': {
      const body = JSON.stringify({ id, to: phone, text })
      const seconds = String(Math.floor(now / 1000))
      const signature = hmac(secret ?? '', `${seconds}\n${body}`).toString('hex')
      return { url, headers: { ...json, 'x-timestamp': seconds, 'x-signature': signature }, body }
    }
  }
}

/** Numbers with which robots say "too many, later". */
const LATER = new Set([45009, 45033, 130101, 410100, 9499, 11232, -1])

export function readAnswer(kind: ChannelKind, status: number, text: string): Outcome {
  if (status === 429) return { what: 'retry', why: 'busy', blame: true }
  if (status >= 500) return { what: 'retry', why: 'server', blame: true }
  if (status < 200 || status > 299) return { what: 'failed', why: 'refused', blame: true }
  if (kind === 'sms') return { what: 'sent' }
  const code = numberIn(text)
  if (code === 0) return { what: 'sent' }
  if (code === null) return { what: 'perhaps', why: 'broken', blame: true }
  return LATER.has(code) ? { what: 'retry', why: 'busy', blame: true } : { what: 'failed', why: 'refused', blame: true }
}

function numberIn(text: string): number | null {
  try {
    const { errcode, code, StatusCode } = JSON.parse(text) as Record<string, unknown>
    const said = [errcode, code, StatusCode].find((one) => typeof one === 'number')
    return said === undefined ? null : (said as number)
  } catch {
    return null
  }
}

const NOT_CONNECTED = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'],
  ...[
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ],
])

/** Where nothing was answered. Without a connection it was certainly not sent; afterwards only a gateway that remembers may be asked again. */
export function readFailure(error: unknown, remembers: boolean): Outcome {
  const { name, cause } = error as { name?: string; cause?: { code?: string } }
  if (NOT_CONNECTED.has(cause?.code ?? '')) return { what: 'retry', why: 'unreachable', blame: true }
  const why = name === 'TimeoutError' ? 'slow' : 'broken'
  return { what: remembers ? 'retry' : 'perhaps', why, blame: true }
}
