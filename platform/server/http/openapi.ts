/** The contracts as OpenAPI 3.1 at /api/openapi.json, and a readable page of it at /api/docs. */
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Operation } from '../../pure/contract.ts'
import { roles as roleCodes } from '../../pure/roles.ts'
import type { Room } from '../room.ts'

type Json = Record<string, unknown>

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return rest
}

export function openapiOf(rooms: readonly Room[]): Json {
  const paths: Record<string, Json> = {}
  for (const { contract } of rooms)
    for (const op of Object.values(contract.operations) as Operation[]) {
      const who = Array.isArray(op.roles)
        ? op.roles.map((r) => roleCodes.words[r as keyof typeof roleCodes.words].join(' ')).join(', ')
        : String(op.roles)
      const json = { schema: schemaOf(op.input, 'input') }
      paths[op.url] = {
        post: {
          tags: [op.room],
          operationId: `${op.room}.${op.name}`,
          summary: `${op.words[0]} ${op.words[1]}`,
          description: `${op.kind} · ${who}${op.kind === 'command' && op.offline ? ' · may be sent later from an outbox; a retry is harmless' : ''}`,
          security: op.roles === 'anyone' ? [] : [{ session: [] }],
          parameters: [{ name: 'x-shouwang', in: 'header', required: true, schema: { const: '1' } }],
          requestBody: {
            required: true,
            content:
              op.kind === 'command' && op.upload
                ? {
                    'multipart/form-data': {
                      schema: {
                        type: 'object',
                        properties: {
                          input: { type: 'string', description: 'JSON' },
                          file: { type: 'string', format: 'binary' },
                        },
                      },
                    },
                  }
                : { 'application/json': json },
          },
          responses: {
            200: { description: 'OK', content: { 'application/json': { schema: schemaOf(op.output, 'output') } } },
            default: {
              description: '问题 Problem',
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
            },
          },
        },
      }
    }
  return {
    openapi: '3.1.0',
    info: {
      title: '守望 Shouwang',
      version: '0.1.0',
      description: '街道社区应急工作系统 · the system a sub-district runs an emergency with',
    },
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'shouwang' } },
      schemas: {
        Problem: {
          type: 'object',
          required: ['code', 'words'],
          properties: {
            code: { type: 'string' },
            words: {
              type: 'array',
              prefixItems: [
                { type: 'string', description: '中文' },
                { type: 'string', description: 'English' },
              ],
            },
            params: { type: 'object' },
            fields: {
              type: 'array',
              items: {
                type: 'object',
                properties: { path: { type: 'string' }, words: { type: 'array', items: { type: 'string' } } },
              },
            },
            wipe: { const: true },
          },
        },
      },
    },
  }
}

export async function openapiRoutes(app: FastifyInstance, rooms: readonly Room[]): Promise<void> {
  const document = openapiOf(rooms)
  await app.register(swagger, { mode: 'static', specification: { document: document as never } })
  app.get('/api/openapi.json', async () => document)
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: true,
    uiConfig: { docExpansion: 'none', tryItOutEnabled: false },
  })
}
