import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#app/access/authorize.ts'
import { aggregate } from '../operations/aggregate.ts'
import { parseAggregate } from './request.ts'

export default class AggregateController {
  show({ actor, params, request }: HttpContext) {
    return aggregate(authorize(actor, params.resource, 'aggregate'), parseAggregate(request.qs()))
  }
}
