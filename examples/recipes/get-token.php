<?php

declare(strict_types=1);

// Gets an access token with PHP's own curl extension.

$key = getenv('GATEHOUSE_KEY');
$request = curl_init(getenv('GATEHOUSE_URL') . '/auth/o2/token');
curl_setopt_array($request, [
    CURLOPT_POST => true,
    CURLOPT_POSTFIELDS => http_build_query([
        'grant_type' => 'refresh_token',
        'refresh_token' => getenv('GATEHOUSE_HANDLE'),
    ]),
    CURLOPT_USERPWD => substr($key, 0, 16) . ':' . $key,
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_TIMEOUT => 30,
]);
$answer = curl_exec($request);
if ($answer === false || curl_getinfo($request, CURLINFO_RESPONSE_CODE) !== 200) {
    fwrite(STDERR, curl_error($request) . $answer . "\n");
    exit(1);
}
echo json_decode($answer, true, flags: JSON_THROW_ON_ERROR)['access_token'], "\n";
