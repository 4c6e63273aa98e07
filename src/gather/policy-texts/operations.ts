/** From the names of commands and methods to IAM's actions. */

import {actionOf, allServices} from '../../iam/data.ts';
import {apiGatewayMethods, operationActions, sdkServices} from '../../limits/api-actions.ts';
import {commandServices} from '../../limits/command-services.ts';

/** An action by its two halves. */
export type ServiceAction = {readonly service: string; readonly action: string};

let services: ReadonlySet<string> | undefined;
let plainNames: ReadonlyMap<string, string> | undefined;

/** Whether IAM has a service of a name, in any case of letters. */
export function isService(name: string): boolean {
	services ??= new Set(allServices());
	return services.has(name.toLowerCase());
}

/** IAM's name of a service of `aws <service>`; nothing for what is none. */
export function serviceOfCommand(name: string): string | undefined {
	return commandServices.iamNames.get(name) ?? (isService(name) ? name : undefined);
}

/** IAM's name of a service by what an SDK calls it: `S3`, `secrets-manager`, `ElasticLoadBalancingV2`. */
export function serviceOfSdk(name: string): string | undefined {
	plainNames ??= new Map([
		...allServices().map((service): [string, string] => [service.replaceAll('-', ''), service]),
		...[...commandServices.iamNames].map(([command, service]): [string, string] => [command.replaceAll('-', ''), service]),
		...sdkServices.iamNames,
	]);
	return plainNames.get(name.toLowerCase().replaceAll(/[-_]/g, ''));
}

/** `describe-instances` and `describe_instances` → `DescribeInstances`, `putObject` → `PutObject`. */
export function operationOf(name: string): string {
	return name
		.split(/[-_]/)
		.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
		.join('');
}

/** The actions that an operation needs. */
export function actionsOfOperation(service: string, operation: string): readonly ServiceAction[] {
	if (service === 'apigateway') {
		const verb = /^[A-Z][a-z]+/.exec(operation)?.[0] ?? '';
		return [{service, action: Object.hasOwn(apiGatewayMethods, verb) ? (apiGatewayMethods[verb] ?? operation) : operation}];
	}
	return split(operationActions.byOperation.get(`${service}:${operation}`) ?? [`${service}:${operation}`]);
}

/** `s3:GetObject` in its two halves. */
export function split(actions: readonly string[]): readonly ServiceAction[] {
	return actions.map((action) => {
		// As AWS writes it: `DescribeDBInstances`.
		const name = actionOf(action)?.name ?? action;
		const colon = name.indexOf(':');
		return {service: name.slice(0, colon), action: name.slice(colon + 1)};
	});
}
