/**
 * The names that Cisco's MIB of the ports (CISCO-FC-FE-MIB, FcIfOperStatusReason) has for what keeps one from working that is
 * not shut. Whether a port without a transceiver, or one that starts, is shut is not known: those are not among them.
 */
const names = (
  'adminStateConfigChange authzPending badFramesRcvdFromLink bitErrRTThresExceeded bundleMisCfg bundleStandby ' +
  'cdpInfoUnavailable cellularModemUnattached channelAdminDown channelConfigurationInProgress ' +
  'channelErrDisabled channelOperSuspended corePortMct dcxCompatMismatch dcxHundredPdusRcvdNoAck ' +
  'dcxMultipleMsapIds deniedDueToPortBinding domainAddrAssignFailureIsolation domainIdConfigMismatch ' +
  'domainIdsInvalid domainInvalidRCFReceived domainManagerDisabled domainMaxReTxFailure ' +
  'domainNotAllowedIsolated domainOther domainOtherSideEportIsolation domainOverlapIsolation ' +
  'dot1xSecViolationErrDisabled dupTunnelConfigDetected ecSuspendedLoop elpFailureAllZeroPeerWWNRcvd ' +
  'elpFailureClassFParamErr elpFailureClassNParamErr elpFailureInvalidFlowCTLParam elpFailureInvalidPayloadSize ' +
  'elpFailureInvalidPortName elpFailureInvalidSwitchName elpFailureInvalidTxBBCredit elpFailureIsolation ' +
  'elpFailureLoopbackDetected elpFailureRatovEdtovMismatch elpFailureRevMismatch elpFailureUnknownFlowCTLCode ' +
  'emptyEchoUDLD enmLoopDetected enmPinFailLinkDown enmSatIncompatibleUplink ePortProhibited eppFailure ' +
  'errDisabledBPDUGuard errDisabledIpConflict errDisabledLacpMiscfg errDisableHandShkFailure errorDisabled ' +
  'errorDisabledReInitLimitReached escFailureIsolation ethIntfInvalidBinding ethIntfNotLicensed ethL2VlanDown ' +
  'externallyDisabled fabricBindingDBMismatch fabricBindingDomainInvalid fabricBindingNoRspFromPeer ' +
  'fabricBindingSWWNNotFound fabricNameInvalid fcidAllocationFailed fcipPortAdminCfgChange ' +
  'fcipPortKeepAliveTimerExpire fcipPortMaxReTx fcipPortPersistTimerExpire fcipPortSrcAdminDown ' +
  'fcipPortSrcLinkDown fcipSrcModuleNotOnline fcipSrcPortRemoved fcotChksumErr fcotClkRateMismatch ' +
  'fcotValidationFailedAtDriver fcotVendorNotSupported fcRedirectIsolation fcspAuthenfailure fexSfpInvalid ' +
  'ficonBeingEnabled ficonDupPortNum ficonInorderNotActive ficonInvalidPortNum ficonNoPortnumber ' +
  'ficonNoPortSwapLogicalPort ficonNotEnabled ficonVsanDown firstPortNotUp firstPortUpAsEport ' +
  'flowControlMismatch hotStdbyInBundle hwFailure hwProgrammingFailed ifSifLimitExceeded ' +
  'inactiveM1PortFpathActiveVlan incomAdminRxBBCreditPerBuf incompatibleAdminMode incompatibleAdminRxBBCredit ' +
  'incompatibleAdminRxBufferSize incompatibleAdminSpeed incompleteConfig incompleteTunnelCfg interfaceRemoved ' +
  'invalidAttachment invalidConfig invalidEncapsulation invalidFabricBindExh invalidOtherSidePrincEFPReqRecd ' +
  'invalidSatFabricIf ipQosDcbxpCompatFailure ipQosMgrPolicyAppFailure ipSecHndshkInProgress ' +
  'isolateBundleLimitExceeded isolatedBundle l3NotReady linkFailCreditLoss linkFailCreditLossB2B ' +
  'linkFailDebounceTimeout linkFailLineCardPortShutdown linkFailLinkReset linkFailLIPF8Rcvd linkFailLIPRcvdB2B ' +
  'linkFailLossOfSignal linkFailLossOfSync linkFailLRRcvdB2B linkFailNOSRcvd linkFailOLSRcvd linkFailOPNYRETB2B ' +
  'linkFailOPNYTMOB2B linkFailPortInitFail linkFailPortUnusable linkFailRxQOverFlow linkFailTooManyINTR ' +
  'linkFailure localRcf loopbackDiagFailure loopbackIsolation lstGrpUplinkDown modemLineDeasserted ' +
  'moduleOffline moduleRemoved neighborMismatchUDLD noCommonVsanIsolation nonCiscoHbaVfTag nonCorePortMct ' +
  'nonExistentVlan nonParticipating nonStickyExternallyDisabled noRemoteChassis npivNotEnabledInUpstream ' +
  'ohmsExtLBTest outOfGlblRxBuffers outOfService parentDown parentPortDown pauseRateLimitErrDisabled ' +
  'peerFCIPPortClosedConnection peerFCIPPortResetConnection peerNotSupportBundle phyIntfDown pmonFailure ' +
  'portActLicenseNotAvailable portAuthFailed portBindFailure portBlocked portBringupIsolation ' +
  'portCapabilitiesUnknown portChannelMembersDown portConnectorTypeErr portFabricBindFailure ' +
  'portGracefulShutdown portGuardBitErrRate portGuardCreditLoss portGuardLinkReset portGuardSigLoss ' +
  'portGuardSyncLoss portGuardTrustSecViolation portVsanMismatchIsolation pppAuthFailed pppPeerNotResponding ' +
  'preferredPathIsolation primaryVLANDown profileNotFound protoPortSuspend pvlanNativeVlanErr rcfInProgress ' +
  'remotePortInL2vpnDown routerMacFailure satFabricIfDown satIncompatTopo satNotConfigured sdmIsolation ' +
  'sdpTimeout setPortStateFailed sfpEthCompliantErr sfpFcCompliantErr sfpInvalid sfpReadError sfpSpeedMismatch ' +
  'sifHoldDown sifNotBound speedMismatch srcPortNotBound stickyDnLinkFailure stickyDownOnLinkFailure ' +
  'stpInconsVpcPeerDisabled stpNotFwdingInFcoeMappedVlan subGroupIdNotAssigned suspendByMtu suspendedByMode ' +
  'suspendedBySpeed suspendedByVpc suspendedByWWN suspendedDueToMinLinks suspendedDueToNoLacpPdus swFailure ' +
  'tooManyInvalidFLOGIs tooManyLinkFlapsErr tovMismatch trackedPortDown trunkNotFullyActive ' +
  'tunnelDstNotConfigured tunnelDstUnreachable tunnelModeNotConfigured tunnelSrcDown tunnelSrcNotConfigured ' +
  'tunnelUnableToResolveDstIP tunnelUnableToResolveSrcIP tunnelVrfDown twoSwitchesWithSameWWN txRxLoopUDLD ' +
  'udldAggModeLinkFailure unavailableNPVPrefUpstreamPort unavailableNPVUpstreamPort unidirectionalUDLD ' +
  'unsupportedTransceiver upgradeInProgress vemUnlicensed vfcBindingInvalid vfTaggingCapErr vicDisableReceived ' +
  'vicEnableNotReceived virtualIvrDomainOverlapIsolation vlanAllowedList vlanCfgDelete vlanCfgStateChange ' +
  'vlanDown vlanInvalidType vlanNotFcoeEnabled vlanVsanMappingNotEnabled vpcCfgInProgress vpcNoRspFromPeer ' +
  'vpcPeerLinkDown vpcPeerUpgrade vrfForwardReferencing vrfMismatch vrfUnusable vsanInactive ' +
  'vsanMismatchIsolation vsanMismatchWithUpstreamSwPort vsanNotFound vsanSuspended waitForFlogi xcvrAuthFailed ' +
  'xcvrInvalid zoneMergeFailureIsolation zoneRemoteNoRespIsolation'
).split(' ');

/** Tables cut a word at nine letters. */
const shortestCut = 8;

const cuts = new Set(
  names.flatMap((name) => {
    const low = name.toLowerCase();
    return Array.from({ length: low.length - shortestCut + 1 }, (_, more) => low.slice(0, shortestCut + more));
  }),
);

/** Whether the word is one of those names, or as much of it as the column of a table has room for. */
export function isPortReason(word: string): boolean {
  return cuts.has(word.toLowerCase());
}
