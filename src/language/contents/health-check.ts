import {type Frame, words} from '../frames.ts';
import {praise} from './common.ts';

const look = words(
	'open, run, select, choose, check, verify, confirm, look, browse, curl, call, request, query, execute, issue, visit, monitor, test, probe, watch, poll, point, see, inspect, review, make sure, ensure, go to, view, ping, type, click, use, read, tail, assess, find out, navigate, #command, #status-command',
);
const sign = words(
	'should, shows, show, shown, must, returns, return, answers, answer, responds, respond, ok, 200, passed, pass, active, green, healthy, running, prints, print, displays, display, reports, report, reads, says, up, expect, expected, output, 2/2, means, if, until, indicates, reply, replies, pong, lists, turns',
);
const check = words('status check, status checks, health check, health checks, healthcheck, system status, instance status, health page, health endpoint, status page, health status, service status, status tab, health tab, liveness, readiness, #health-url, #status-command, system health, node health, cluster health, health of');
const state = words('running, healthy, health, up and running, working, works, operating, operational, responding, responsive, active, alive, status, functioning, functions, function, ready, in service, inservice, online, available, reachable, listening, good order, well, up');
const component = words('application, service, services, server, instance, product, daemon, process, processes, container, containers, node, nodes, cluster, target, targets, agent, worker, workers, stack, system, unit, software, console, components, broker, engine, it, web interface, database, everything, site, installation, appliance, gateway, api, collector, controller, dashboard, endpoint');
const otherSense = words('healthcare, health care, health insurance, health plan, health record, health records, patient health, public health, mental health, occupational health, financial health, health club, check box, checkbox, check in, check out, checkout, order status, ticket status, health coach, health data, health score of, marriage, vital signs, account health, customer health, status of an order, status of your order, case status, pipeline health, health officer, health ministry');

/** How to see that the application runs well. */
export const healthCheck: readonly Frame[] = [
	{own: [words('status check, status checks'), look], not: [otherSense]},
	{own: [words('#status-command'), words(sign, look)], not: [otherSense]},
	{own: [words('#health-url'), words(look, sign)], not: [otherSense]},
	{own: [words('health check, health checks, healthcheck, health page, health endpoint, status page, health status, service status, status tab, health tab, system health'), words(look), sign], not: [otherSense, praise]},
	{own: [words('verify, confirm, check, make sure, ensure, test, see whether, see that, see if, tell whether, assess, know whether, monitor'), state, component], not: [otherSense, praise, words('permission, before you, prerequisite, license, licence, eligible, subscription, credit card, email')], near: [words(check, sign, 'url, #command, #url, #port, #log, console, log, page')]},
	{own: [words('#log, log, logs'), look, words(sign, 'line, error, errors')], near: [words(check, state)], not: [otherSense, praise]},
	{own: [look, sign], near: [words('health check, health checks, checking health, health, monitoring the health, is it running, is it healthy, is it up, verify the installation, checking that it runs, status checks, verify that, how to check, checking')], not: [otherSense, praise]},
];
