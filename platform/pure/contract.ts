/**
 * What may be asked of a room and what may be heard from it.
 * From a contract come the routes, the typed client, the form rules, the offline queue and OpenAPI.
 * Every operation is `POST /api/<room>/<name>` with a JSON body, so that nothing personal stands in a URL.
 */
import type { z } from 'zod'
import type { Role } from './roles.ts'
import type { Word } from './words.ts'

interface Spec<I extends z.ZodType, O extends z.ZodType> {
  readonly words: Word
  readonly input: I
  readonly output: O
  /** Who may call it; 'anyone' needs no session, 'signed-in' any session. */
  readonly roles: readonly Role[] | 'signed-in' | 'anyone'
}

export interface Query<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> extends Spec<I, O> {
  readonly kind: 'query'
  /** The last answer is kept on the phone and serves without network. */
  readonly pocket?: true
}

export interface Command<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> extends Spec<I, O> {
  readonly kind: 'command'
  /** The phone's outbox may hold it. Its input is `{ items: [{ id, … }] }` of facts, its output `{ items: [{ id, … }] }`. */
  readonly offline?: true
  /** Sent as multipart: a field `input` (JSON) and one `file`. */
  readonly upload?: true
}

export type Operation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = (
  | Query<I, O>
  | Command<I, O>
) & {
  readonly room: string
  readonly name: string
  readonly url: string
}

export interface EventSpec<D extends z.ZodType = z.ZodType> {
  readonly words: Word
  /** Ids and codes only, never health details or free text. */
  readonly data: D
}
export type EventKind<D extends z.ZodType = z.ZodType> = EventSpec<D> & { readonly type: string }

export type InputOf<T> = T extends { input: infer I extends z.ZodType } ? z.input<I> : never
export type ParsedInputOf<T> = T extends { input: infer I extends z.ZodType } ? z.output<I> : never
export type OutputOf<T> = T extends { output: infer O extends z.ZodType } ? z.output<O> : never

export const query = <I extends z.ZodType, O extends z.ZodType>(spec: Omit<Query<I, O>, 'kind'>): Query<I, O> => ({
  kind: 'query',
  ...spec,
})
export const command = <I extends z.ZodType, O extends z.ZodType>(
  spec: Omit<Command<I, O>, 'kind'>,
): Command<I, O> => ({
  kind: 'command',
  ...spec,
})
export const event = <D extends z.ZodType>(spec: EventSpec<D>): EventSpec<D> => spec

type Named<T> = {
  readonly [K in keyof T]: T[K] & { readonly room: string; readonly name: string; readonly url: string }
}

export interface Contract<Ops = Record<string, Query | Command>, Events = Record<string, EventSpec>> {
  readonly room: string
  readonly operations: Named<Ops>
  readonly events: { readonly [K in keyof Events]: Events[K] & { readonly type: string } }
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)

export function contract<
  const Ops extends Readonly<Record<string, Query | Command>>,
  const Events extends Readonly<Record<string, EventSpec>>,
>(room: string, operations: Ops, events: Events): Contract<Ops, Events> {
  const named = Object.fromEntries(
    Object.entries(operations).map(([name, op]) => [name, { ...op, room, name, url: `/api/${room}/${kebab(name)}` }]),
  )
  const typed = Object.fromEntries(
    Object.entries(events).map(([name, spec]) => [name, { ...spec, type: `${room}.${kebab(name)}` }]),
  )
  return {
    room,
    operations: named as unknown as Named<Ops>,
    events: typed as unknown as Contract<Ops, Events>['events'],
  }
}
