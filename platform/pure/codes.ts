/** Codes replace enums: one list gives the zod schema, the union type and the labels; a test holds it against the SQL CHECK. */
import { z } from 'zod'
import type { Word } from './words.ts'

export interface Codes<T extends Readonly<Record<string, Word>>> {
  readonly values: readonly (keyof T & string)[]
  readonly words: T
  readonly schema: z.ZodType<keyof T & string, keyof T & string>
  has(value: string): value is keyof T & string
}

export function codes<const T extends Readonly<Record<string, Word>>>(labels: T): Codes<T> {
  const values = Object.keys(labels) as (keyof T & string)[]
  return {
    values,
    words: labels,
    schema: z.enum(values as [string, ...string[]]) as unknown as z.ZodType<keyof T & string, keyof T & string>,
    has: (value): value is keyof T & string => Object.hasOwn(labels, value),
  }
}

export type CodeOf<C> = C extends Codes<infer T> ? keyof T & string : never
