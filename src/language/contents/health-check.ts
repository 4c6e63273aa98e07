import {type Judge, words} from '../frames.ts';
import {praise} from './common.ts';

const look = words(
	'open, run, select, choose, check, verify, confirm, look, browse, curl, call, request, query, execute, issue, visit, monitor, test, probe, watch, poll, point, see, inspect, review, make sure, ensure, go to, view, ping, type, click, use, read, tail, find out, navigate, get, #command, #status-command, #url, #path, ask',
);
const sign = words(
	'should, shows, show, shown, must, has to, returns, return, answers, answer, responds, respond, ok, 200, 204, passed, pass, active, green, healthy, running, prints, print, displays, display, reports, reads, says, expect, expected, output, means, indicates, reply, replies, pong, lists, result, ready, up, empty, success, succeeds, fail, failed, true',
);
const state = words(
	'running, healthy, health, up and running, working, works, operating, operational, responding, responsive, alive, functioning, in service, inservice, good order',
);
const component = words(
	'application, service, services, server, instance, product, daemon, process, processes, container, containers, node, nodes, cluster, target, targets, agent, worker, workers, stack, system, software, broker, engine, installation, appliance, gateway, api, collector, controller, everything',
);
const otherSense = words(
	'healthcare, health care, health insurance, health plan, health record, health records, patient health, public health, mental health, occupational health, financial health, health club, check box, checkbox, check in, check out, checkout, order status, ticket status, health coach, health data, health score, health authority, health hygiene, health and safety, health & hygiene, vital signs, account health, customer health, case status, pipeline health, health officer, health ministry, campaign health, books, health check ups, health checks performed, vaccination, hygiene, target s health checks, health check port, collection',
);
const topic = words(
	'health, healthy, alive, verify, verifying, verification, testing, test, does it run, does it work, does it live, is it up, is it running, is it working, is everything running, everything running, functioning, sanity check, sanity, checking, check, status, monitoring, pulse, well or unwell, unwell, works, working, works correctly, smoke test, proof, self test, functional test, diagnosis, diagnostics, is it ok, up and running, well being, good, condition',
);
const notTopic = words(
	'healthcare, health care, health authority, health insurance, health of the collection, health and safety, health coach, campaign health, health plan, check in, check out, checkout, status of orders, test data, prerequisites, before you, running expenses, running cost, running costs, running expenditure, getting it running, backup, price, prices, bill, working hours, background checks, health checks performed, load test, test scenario, stress test, a/b',
);

/** How to see that the application runs well. */
export const healthCheck: Judge = {
	sentences: [
		{own: [words('status check, status checks, checks passed'), look], not: [otherSense]},
		{own: [words('#status-command'), sign], not: [otherSense, words('port 25')]},
		{
			own: [words('#health-url'), words('curl, get, answers, returns, responds, response, 200, request, call, ok, should, must, navigate, browse')],
			not: [otherSense, words('recover, backup, log in, sign in')],
		},
		{
			own: [
				words('health check, health checks, healthcheck, health page, health endpoint, status page, health status, service status, health tab, system health'),
				words(
					'open, run, select, choose, verify, confirm, look, browse, curl, call, request, query, visit, monitor, see, inspect, review, view, go to, click, use, navigate, #command, #url, #path',
				),
				sign,
			],
			not: [otherSense, praise, words('port')],
		},
		{
			own: [
				words(
					'verify, verify that, confirm, check that, check whether, check if, to check, make sure, ensure, test, see whether, see that, see if, tell whether, know whether',
				),
				state,
				component,
			],
			not: [otherSense, praise, words('permission, before you, prerequisite, license, licence, eligible, subscription, credit card')],
			near: [words(sign, '#command, #url, #port, #log, console, log, page')],
		},
		{
			own: [
				words('#log, log'),
				words('look, check, read, tail, search, see, inspect, watch, find, #command'),
				words('shows, line, should, means, error, errors, started'),
			],
			near: [words(state, 'started, ready, health')],
			not: [otherSense, praise],
		},
		{
			own: [
				words('alarm, alarms, cloudwatch'),
				words('monitor, watch, set, create, subscribe, open, view, raises, goes, fires'),
				words(state, 'unhealthy, stops, down, status check, fails, failed'),
			],
			not: [otherSense, praise],
		},
		{
			own: [
				words('see, appears, appear, shown, shows, displayed, displays, loads, get'),
				words('successful, successfully, success, works, working, is running, up and running, operational, correctly, is up'),
			],
			near: [words('open, browse, visit, go to, navigate, run, #url, #command, page, console')],
			not: [otherSense, praise],
		},
	],
	sections: [
		{
			topic,
			notTopic,
			body: [
				look,
				sign,
				words(
					'#command, #status-command, #health-url, #url, #log, #number, console, page, status check, target group, target groups, log, command, dashboard, service, services',
				),
			],
			notBody: words(otherSense, praise),
		},
	],
};
