import {type Frame, words} from '../frames.ts';
import {awsThing, praise} from './common.ts';

const cost = words('cost, costs, costing, price, prices, priced, pricing, charge, charges, charged, bill, bills, billed, billing, fee, fees, pay, paid, per hour, per month, per gb, estimate, estimated, spend, expense, expenses, free tier, invoice, monthly, hourly');
const measure = words('#money, #url, per hour, per month, per gb, an hour, a month, hourly rate, calculator, pricing page, pricing pages, price list, breakdown, on demand rate, rates, billed by aws, billed by amazon, billed separately, charged by aws, charged separately, aws charges, on your aws bill, standard aws rates, standard aws, aws pricing, in addition to, on top of, separately, additional, extra, beyond, estimate, estimated, free tier, each hour, hour, month');
const otherSense = words('billing system, billing suite, billing engine, cost center, cost centre, cost centers, price engine, price list of your, your customers are charged, charge card, cost of living, fuel cost, invoices to customers, charge point, charging station, charger, price tag, product price, room rate, room price, cost per click, cost accounting, pricing rules, price book, tariff, charge your');
const free = words('no extra cost, no additional cost, at no cost, free of charge, no charge, without extra cost, low cost, cut costs, cuts costs, save costs, reduce costs, lower costs, reduces cost, reduces costs, saves money, save money');

/** What the AWS resources cost beside the software. */
export const costs: readonly Frame[] = [
	{own: [cost, awsThing, measure], not: [otherSense, praise, free]},
	{own: [words('#money'), awsThing], near: [cost], not: [otherSense, praise]},
	{own: [words('#url, calculator, pricing page, pricing pages'), words('pricing, price, prices, cost, costs, calculator, estimate')], near: [words(awsThing)], not: [otherSense, praise]},
	{own: [words('charge, charged, charges, bill, billed, pay, costs, cost'), words('ec2, ebs, s3, rds, nat gateway, load balancer, data transfer, volumes, snapshots, efs, infrastructure, kms, secrets manager'), words('aws, amazon')], not: [otherSense, praise, free]},
];
