/** Where everybody's packages and AWS's own tools come from: what is fetched there is no piece of a seller's product. Read 2026-11-28. */

/**
 * Hosts on which distributions and the public indexes of languages publish packages, each with all hosts under it.
 * https://docs.fedoraproject.org/en-US/epel/getting-started/, https://www.debian.org/mirror/list, https://docs.rockylinux.org/,
 * https://docs.pypi.org/api/index-api/, https://docs.npmjs.com/cli/using-npm/registry, https://guides.rubygems.org/rubygems-org-api/.
 * Launchpad's personal archives (PPAs) are not among them.
 */
const distributionHosts: readonly string[] = [
	'almalinux.org',
	'alpinelinux.org',
	'archlinux.org',
	'centos.org',
	'debian.org',
	'fedoraproject.org',
	'freebsd.org',
	'kernel.org',
	'npmjs.org',
	'opensuse.org',
	'pypi.org',
	'pythonhosted.org',
	'redhat.com',
	'rockylinux.org',
	'rubygems.org',
	'suse.com',
	'ubuntu.com',
	'yum.oracle.com',
];

/** Whether a host is one of a distribution's, or of a language's public index. */
export function isOfDistribution(host: string): boolean {
	return distributionHosts.some((own) => host === own || host.endsWith(`.${own}`));
}

/**
 * Buckets out of which AWS hands out its agents and tools; many of them exist once more for each Region, with its name at the end.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-helper-scripts-reference.html,
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/download-CloudWatch-Agent-on-EC2-Instance-commandline-first.html,
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-minimum-s3-permissions.html,
 * https://docs.aws.amazon.com/codedeploy/latest/userguide/resource-kit.html#resource-kit-bucket-names,
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/install-nvidia-driver.html, https://docs.aws.amazon.com/eks/latest/userguide/install-kubectl.html.
 */
const awsBuckets =
	/^(?:cloudformation-examples|amazoncloudwatch-agent|amazon-ssm|amazon-ssm-packages|session-manager-downloads|ec2-downloads|ec2-downloads-windows|ec2-windows-drivers-downloads|ec2-windows-nvidia-drivers|ec2-linux-nvidia-drivers|ec2-amd-windows-drivers|ec2-amd-linux-drivers|ec2rescuelinux|aws-cloudwatch|aws-cli|aws-codedeploy|aws-ssm|aws-ssm-distributor-file|aws-patch-manager|aws-windows-downloads|patch-baseline-snapshot|amazon-eks|amazon-ecs-agent|amazon-ecs-cli|aws-xray-assets|aws-kinesis-agent|aws-discovery-agent|rds-downloads|redshift-downloads|dms-sct-downloads|dcv-license)(?:[.-](?:us|eu|ap|sa|ca|me|af|il|mx|cn)(?:-[a-z]+){1,3}-\d)?$/;

/** Whether a bucket is one out of which AWS hands out its own tools. */
export function isOfAws(bucket: string): boolean {
	return awsBuckets.test(bucket);
}
