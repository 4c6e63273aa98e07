/** The shapes of the Catalog API's answers, as far as they are read here. What else an answer holds is kept as it came. */

import * as z from 'zod';

/** Ids of entities and assessments, as the API documents them; shorter than its 255 characters, since files are named after them. */
const id = z.string().regex(/^[\w-]{1,120}$/);

/** An entity's id, for what the user gives. */
export const entityId = id;

/** A `DescribeEntity` answer. */
export const entityAnswer = z
	.object({
		EntityType: z.string(),
		EntityIdentifier: z.string(),
		EntityArn: z.string().optional(),
		LastModifiedDate: z.string().optional(),
		Details: z.string().optional(),
		DetailsDocument: z.unknown().optional(),
	})
	.refine(({Details, DetailsDocument}) => Details !== undefined || DetailsDocument !== undefined, 'it has neither Details nor DetailsDocument');

/** A page of a `ListEntities` answer for offers. */
export const offersPage = z.object({
	EntitySummaryList: z.array(z.object({EntityId: z.string(), OfferSummary: z.object({Targeting: z.array(z.string()).optional()}).optional()})).optional(),
	NextToken: z.string().optional(),
});

/** A page of a `ListAssessments` answer. */
export const assessmentsPage = z.object({
	AssessmentSummaryList: z
		.array(
			z.object({
				AssessmentId: z.string(),
				FrameworkId: z.string().optional(),
				FrameworkSummary: z.object({AMISecuritySummary: z.object({DeliveryOptionId: z.string().optional()}).optional()}).optional(),
				CreatedAt: z.string().optional(),
			}),
		)
		.optional(),
	NextToken: z.string().optional(),
});

/** A page of a `DescribeAssessment` answer: the assessment, and some of its controls. */
export const assessmentPage = z.looseObject({
	AssessmentId: z.string(),
	ControlAssessments: z.array(z.unknown()).optional(),
	NextToken: z.string().optional(),
});

/** An entity as the API describes it. */
export type EntityAnswer = z.infer<typeof entityAnswer>;

/** Whether an id that came over the network is one, so that a file may be named after it. */
export function isId(value: string): boolean {
	return id.safeParse(value).success;
}
