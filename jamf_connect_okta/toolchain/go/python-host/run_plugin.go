// How the Python host starts plugins, policy packs among them. It is built together with the host's own main.go.
package main

import (
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/structpb"
)

// RunPlugin hands over to the host's own one. That is older than the engine, which has moved the plugin's folder and
// its virtual environment into a field that the host's protocol lacks: left to itself it starts the stack's program.
// Fields are numbered as in language.proto: info of RunPluginRequest; root and program directory, options of ProgramInfo.
func (host *pythonLanguageHost) RunPlugin(
	req *pulumirpc.RunPluginRequest, server pulumirpc.LanguageRuntime_RunPluginServer,
) error {
	info := field(req.ProtoReflect().GetUnknown(), 5)
	options := &structpb.Struct{}
	if err := proto.Unmarshal(field(info, 4), options); err != nil {
		return err
	}
	plugin := *host
	plugin.virtualenv, _ = options.AsMap()["virtualenv"].(string)
	plugin.virtualenvPath = resolveVirtualEnvironmentPath(string(field(info, 1)), plugin.virtualenv)
	req.Program = string(field(info, 2))
	return plugin.runPlugin(req, server)
}

// field is the content of a text or message within the bytes of a message, empty where it is not set.
func field(message []byte, number protowire.Number) []byte {
	for len(message) > 0 {
		found, kind, length := protowire.ConsumeTag(message)
		if length < 0 {
			return nil
		}
		message = message[length:]
		if found == number && kind == protowire.BytesType {
			content, _ := protowire.ConsumeBytes(message)
			return content
		}
		if length = protowire.ConsumeFieldValue(found, kind, message); length < 0 {
			return nil
		}
		message = message[length:]
	}
	return nil
}
