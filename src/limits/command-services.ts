/** What AWS's command line calls services, where that is not IAM's name. Worked out from botocore's service models and the authorization reference. */

import type {Sourced} from '../limits.ts';

const read = '2026-11-24';

/** Services of `aws <service>` whose name is not IAM's. All others are called alike. */
export const commandServices: Sourced & {readonly iamNames: ReadonlyMap<string, string>} = {
	iamNames: new Map(
		`
		accessanalyzer=access-analyzer amp=aps apigatewaymanagementapi=execute-api apigatewayv2=apigateway appconfigdata=appconfig
		appintegrations=app-integrations application-insights=applicationinsights backupsearch=backup-search bedrock-agent=bedrock
		bedrock-agent-runtime=bedrock bedrock-agentcore-control=bedrock-agentcore bedrock-data-automation=bedrock bedrock-data-automation-runtime=bedrock
		bedrock-runtime=bedrock chime-sdk-identity=chime chime-sdk-media-pipelines=chime chime-sdk-meetings=chime chime-sdk-messaging=chime
		chime-sdk-voice=chime cleanroomsml=cleanrooms-ml cloudcontrol=cloudformation cloudhsmv2=cloudhsm cloudsearchdomain=cloudsearch
		codeguruprofiler=codeguru-profiler compute-optimizer-automation=aco-automation configservice=config connect-contact-lens=connect
		connectcampaigns=connect-campaigns connectcampaignsv2=connect-campaigns connectcases=cases connecthealth=health-agent customer-profiles=profile
		deploy=codedeploy devops-agent=aidevops docdb=rds dynamodbstreams=dynamodb efs=elasticfilesystem elb=elasticloadbalancing elbv2=elasticloadbalancing
		elementalinference=elemental-inference emr=elasticmapreduce finspace-data=finspace-api forecastquery=forecast greengrassv2=greengrass iot-data=iot
		iot-jobs-data=iotjobsdata iot-managed-integrations=iotmanagedintegrations iotevents-data=iotevents iotsecuretunneling=iot ivs-realtime=ivs
		keyspaces=cassandra keyspacesstreams=cassandra kinesis-video-archived-media=kinesisvideo kinesis-video-media=kinesisvideo
		kinesis-video-signaling=kinesisvideo kinesis-video-webrtc-storage=kinesisvideo kinesisanalyticsv2=kinesisanalytics launch-wizard=launchwizard
		lex-models=lex lex-runtime=lex lexv2-models=lex lexv2-runtime=lex location=geo mailmanager=ses marketplace-agreement=aws-marketplace
		marketplace-catalog=aws-marketplace marketplace-deployment=aws-marketplace marketplace-discovery=aws-marketplace
		marketplace-entitlement=aws-marketplace marketplace-reporting=aws-marketplace mediastore-data=mediastore meteringmarketplace=aws-marketplace
		migration-hub-refactor-spaces=refactor-spaces migrationhub-config=mgh migrationhuborchestrator=migrationhub-orchestrator
		migrationhubstrategy=migrationhub-strategy mturk=mechanicalturk mwaa=airflow mwaa-serverless=airflow-serverless neptune=rds neptunedata=neptune-db
		notificationscontacts=notifications-contacts opensearch=es opensearchserverless=aoss partnercentral-account=partnercentral partnercentral-benefits=partnercentral
		partnercentral-channel=partnercentral partnercentral-selling=partnercentral payment-cryptography-data=payment-cryptography
		personalize-events=personalize personalize-runtime=personalize pinpoint=mobiletargeting pinpoint-email=ses pinpoint-sms-voice=sms-voice
		pinpoint-sms-voice-v2=sms-voice qconnect=wisdom resourcegroupstaggingapi=tag s3api=s3 s3control=s3 s3outposts=s3-outposts
		sagemaker-a2i-runtime=sagemaker sagemaker-edge=sagemaker sagemaker-featurestore-runtime=sagemaker sagemaker-metrics=sagemaker
		sagemaker-runtime=sagemaker service-quotas=servicequotas servicecatalog-appregistry=servicecatalog sesv2=ses signer-data=signer simpledbv2=sdb
		socialmessaging=social-messaging sso-admin=sso sso-oidc=sso-oauth stepfunctions=states supplychain=scn support-app=supportapp taxsettings=tax
		timestream-query=timestream timestream-write=timestream voice-id=voiceid workspaces-thin-client=thinclient
		`
			.trim()
			.split(/\s+/)
			.map((pair): [string, string] => {
				const [command = '', name = ''] = pair.split('=');
				return [command, name];
			}),
	),
	source: 'https://docs.aws.amazon.com/cli/latest/reference/',
	read,
};
