import {type Judge, words} from '../frames.ts';
import {awsThing, praise} from './common.ts';

const cost = words(
	'billable, chargeable, cost, costs, costing, price, prices, priced, pricing, charge, charges, charged, bill, bills, billed, fee, fees, pay, paid, pays, estimate, estimated, expense, expenses, monthly, hourly, per month, per hour, a month, an hour, about, h, month',
);
const measure = words(
	'billable, chargeable, #money, per hour, per month, per gb, an hour, a month, hourly rate, calculator, pricing page, pricing pages, breakdown, on demand rate, billed by aws, billed by amazon, billed separately, charged by aws, charged separately, aws charges, aws bill, standard aws, aws pricing, in addition to, on top of, separately',
);
const otherSense = words(
	'billing system, billing engine, cost center, cost centre, cost centers, cost centres, price engine, your customers are charged, charge card, cost of living, fuel cost, charge point, charging station, charger, price tag, product price, room rate, room price, cost per click, cost accounting, pricing rules, price book, tariff, support plan, cost based, cost limit, vacuum, handling cost, storage cost per, course, entry fee, cost type',
);
const free = words(
	'no extra cost, no additional cost, at no cost, free of charge, no charge, without extra cost, low cost, cut costs, cuts costs, save costs, reduce costs, lower costs, reduces cost, reduces costs, saves money, save money, no hidden costs, hidden costs, free of cost',
);
const topic = words(
	'cost, costs, price, prices, pricing, bill, billing, bills, charge, charges, money, expense, expenses, expenditure, spend, spending, pay, budget, amount to, running expenses, invoice, fees',
);

/** What the AWS resources cost beside the software. */
export const costs: Judge = {
	sentences: [
		// AWS accepts a link in place of the breakdown.
		{own: [words('#aws-pricing')]},
		{own: [cost, awsThing, measure], not: [otherSense, praise, free]},
		{
			own: [
				words('charge, charged, charges, bill, billed, pay, costs, cost'),
				words('ec2, ebs, s3, rds, nat gateway, load balancer, data transfer, volumes, snapshots, efs, infrastructure, kms, gp3'),
				words('aws, amazon, #url'),
			],
			not: [otherSense, praise, free],
		},
	],
	sections: [
		{
			topic,
			notTopic: words(otherSense, 'transparent pricing, parking'),
			body: [
				words('#money, #url, #number, usd, eur, calculator'),
				words(awsThing, 'gp3, nat, spot, storage, amazon side, egress, compute, vpn, kinesis, m6i, t3'),
			],
			notBody: words(otherSense, free, praise),
		},
	],
};
