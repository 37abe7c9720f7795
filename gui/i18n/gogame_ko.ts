<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>Analysis</name>
    <message>
        <source>{0} wins with {1} %</source>
        <translation>{0} 승률 {1}%</translation>
    </message>
    <message>
        <source>{0} +{1} · {2} %</source>
        <translation>{0} +{1}집 · {2}%</translation>
    </message>
    <message>
        <source>{0} visits</source>
        <translation>{0}회 탐색</translation>
    </message>
    <message>
        <source>The last move ({0}) lost nothing.</source>
        <translation>마지막 수({0})는 손해가 없습니다.</translation>
    </message>
    <message>
        <source>The last move ({0}) lost {1} points.</source>
        <translation>마지막 수({0})는 {1}집 손해입니다.</translation>
    </message>
    <message>
        <source>Waiting until the engine has moved…</source>
        <translation>엔진이 둘 때까지 기다리는 중…</translation>
    </message>
    <message>
        <source>The analysis engine is starting…</source>
        <translation>분석 엔진을 시작하는 중…</translation>
    </message>
    <message>
        <source>Analysing…</source>
        <translation>분석 중…</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>집 차이</translation>
    </message>
    <message>
        <source>Winrate</source>
        <translation>승률</translation>
    </message>
    <message>
        <source>GoGame (built in)</source>
        <translation>GoGame(기본)</translation>
    </message>
    <message>
        <source>Points behind the best move</source>
        <translation>최선의 수와의 집 차이</translation>
    </message>
    <message>
        <source>Winrate behind the best move</source>
        <translation>최선의 수와의 승률 차이</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>탐색 수</translation>
    </message>
    <message>
        <source>First idea (policy)</source>
        <translation>제1감(정책망)</translation>
    </message>
    <message>
        <source>Lower bound of the winrate</source>
        <translation>승률 하한</translation>
    </message>
    <message>
        <source>Estimate: Black {0} · White {1}</source>
        <translation>형세판단: 흑 {0} · 백 {1}</translation>
    </message>
    <message>
        <source>{0} · {1} {2} · −{3}</source>
        <translation>{0} · {1} {2} · −{3}</translation>
    </message>
    <message>
        <source>{0} · better {1}</source>
        <translation>{0} · 추천 {1}</translation>
    </message>
    <message>
        <source>pass</source>
        <translation>패스</translation>
    </message>
    <message>
        <source>Excellent</source>
        <translation>최선</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>무난</translation>
    </message>
    <message>
        <source>Inaccuracy</source>
        <translation>완착</translation>
    </message>
    <message>
        <source>Mistake</source>
        <translation>실수</translation>
    </message>
    <message>
        <source>Blunder</source>
        <translation>악수</translation>
    </message>
    <message>
        <source>Whole game</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>포석</translation>
    </message>
    <message>
        <source>Middle game</source>
        <translation>중반</translation>
    </message>
    <message>
        <source>Endgame</source>
        <translation>끝내기</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>{0}; they differ by {1} points</source>
        <translation>{0} · 두 엔진의 차이 {1}집</translation>
    </message>
    <message>
        <source>{0}; they differ by {1} %</source>
        <translation>{0} · 두 엔진의 차이 {1}%</translation>
    </message>
    <message>
        <source>Analyse</source>
        <translation>분석</translation>
    </message>
    <message>
        <source>Stop searching, keep the result</source>
        <translation>탐색 중지(결과는 유지)</translation>
    </message>
    <message>
        <source>Analysis settings…</source>
        <translation>분석 설정…</translation>
    </message>
    <message>
        <source>Show next line</source>
        <translation>다음 참고도 보기</translation>
    </message>
    <message>
        <source>Hide line</source>
        <translation>참고도 숨기기</translation>
    </message>
    <message>
        <source>One move more of the line</source>
        <translation>참고도 한 수 더 보기</translation>
    </message>
    <message>
        <source>One move less of the line</source>
        <translation>참고도 한 수 덜 보기</translation>
    </message>
    <message>
        <source>Play best move</source>
        <translation>최선의 수 두기</translation>
    </message>
    <message>
        <source>Ownership</source>
        <translation>영역 표시</translation>
    </message>
    <message>
        <source>Winrate instead of score</source>
        <translation>집 차이 대신 승률 보기</translation>
    </message>
    <message>
        <source>Restart analysis engine</source>
        <translation>분석 엔진 다시 시작</translation>
    </message>
    <message>
        <source>Stop analysing the game</source>
        <translation>대국 분석 중지</translation>
    </message>
    <message>
        <source>Analyse whole game</source>
        <translation>대국 전체 분석</translation>
    </message>
</context>
<context>
    <name>AnalysisDialog</name>
    <message>
        <source>Analysis settings</source>
        <translation>분석 설정</translation>
    </message>
    <message>
        <source>all</source>
        <translation>모두</translation>
    </message>
    <message>
        <source>Analyse a game as soon as it is opened</source>
        <translation>기보를 열면 바로 분석</translation>
    </message>
    <message>
        <source>Save analyses in the game record</source>
        <translation>분석 결과를 기보에 저장</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Line {0}</source>
        <translation>{0}번째 줄</translation>
    </message>
    <message>
        <source>Candidate moves</source>
        <translation>추천 수</translation>
    </message>
    <message>
        <source>Show at most</source>
        <translation>최대 표시 개수</translation>
    </message>
    <message>
        <source>With at least so many visits</source>
        <translation>최소 탐색 수</translation>
    </message>
    <message>
        <source>Searches</source>
        <translation>탐색</translation>
    </message>
    <message>
        <source>Visits of the position shown</source>
        <translation>현재 국면의 탐색 수</translation>
    </message>
    <message>
        <source>Reports a second</source>
        <translation>초당 갱신 횟수</translation>
    </message>
    <message>
        <source>Visits of each position of a game</source>
        <translation>전체 분석의 국면당 탐색 수</translation>
    </message>
    <message>
        <source>Visits of a deeper analysis</source>
        <translation>정밀 분석의 국면당 탐색 수</translation>
    </message>
    <message>
        <source>A mistake loses at least, points</source>
        <translation>실수로 볼 최소 손해(집)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Use these</source>
        <translation>적용</translation>
    </message>
</context>
<context>
    <name>AnalysisPanel</name>
    <message>
        <source>The analysis engine stopped</source>
        <translation>분석 엔진이 멈췄습니다</translation>
    </message>
    <message>
        <source>Analysis is off</source>
        <translation>분석 꺼짐</translation>
    </message>
    <message>
        <source>Restart analysis engine</source>
        <translation>분석 엔진 다시 시작</translation>
    </message>
    <message>
        <source>Analyse whole game</source>
        <translation>대국 전체 분석</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Positions analysed</source>
        <translation>분석한 국면</translation>
    </message>
</context>
<context>
    <name>Board</name>
    <message>
        <source>empty</source>
        <translation>빈 점</translation>
    </message>
    <message>
        <source>last move</source>
        <translation>마지막 수</translation>
    </message>
    <message>
        <source>dead</source>
        <translation>사석</translation>
    </message>
    <message>
        <source>set by hand</source>
        <translation>직접 고침</translation>
    </message>
    <message>
        <source>ko</source>
        <translation>패</translation>
    </message>
    <message>
        <source>candidate {0}</source>
        <translation>추천 수 {0}</translation>
    </message>
    <message>
        <source>nobody&apos;s point</source>
        <translation>공배</translation>
    </message>
    <message>
        <source>Black&apos;s point</source>
        <translation>흑집</translation>
    </message>
    <message>
        <source>White&apos;s point</source>
        <translation>백집</translation>
    </message>
    <message>
        <source>{0} passes</source>
        <translation>{0} 패스</translation>
    </message>
    <message>
        <source>{0} captured</source>
        <translation>{0}점 따냄</translation>
    </message>
</context>
<context>
    <name>BoardFields</name>
    <message>
        <source>Board</source>
        <translation>바둑판</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>기타</translation>
    </message>
    <message>
        <source>Columns × rows</source>
        <translation>가로 × 세로</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>판 모양</translation>
    </message>
    <message>
        <source>Aim</source>
        <translation>승리 조건</translation>
    </message>
    <message>
        <source>Stones to capture</source>
        <translation>따낼 돌 수</translation>
    </message>
</context>
<context>
    <name>BoardPanel</name>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>재생</translation>
    </message>
    <message>
        <source>No game to show yet</source>
        <translation>아직 보여 줄 대국이 없습니다</translation>
    </message>
    <message>
        <source>Game in progress</source>
        <translation>진행 중인 대국</translation>
    </message>
    <message>
        <source>Stored game, replayed</source>
        <translation>저장된 대국 다시 보기</translation>
    </message>
    <message>
        <source>Stored game</source>
        <translation>저장된 대국</translation>
    </message>
    <message>
        <source>move {0} of {1}</source>
        <translation>{1}수 중 {0}수</translation>
    </message>
    <message>
        <source>network of round {0}, after {1}</source>
        <translation>{0}회차 신경망(학습 {1})</translation>
    </message>
    <message>
        <source>Black&apos;s chance {0} %</source>
        <translation>흑 승률 {0}%</translation>
    </message>
    <message>
        <source>Previous move</source>
        <translation>이전 수</translation>
    </message>
    <message>
        <source>Next move</source>
        <translation>다음 수</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>수순</translation>
    </message>
    <message>
        <source>Watch the game in progress</source>
        <translation>진행 중인 대국 보기</translation>
    </message>
</context>
<context>
    <name>BoardView</name>
    <message>
        <source>Paused</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Go board</source>
        <translation>바둑판</translation>
    </message>
</context>
<context>
    <name>ChildProcess</name>
    <message>
        <source>{0} could not be started</source>
        <translation>{0} 프로그램을 시작할 수 없습니다</translation>
    </message>
    <message>
        <source>its process was killed or crashed</source>
        <translation>프로세스가 강제 종료되었거나 오류로 끝났습니다</translation>
    </message>
    <message>
        <source>its process ended with status {0}</source>
        <translation>프로세스가 끝났습니다(종료 코드 {0})</translation>
    </message>
    <message>
        <source>no answer to {0} for {1} s</source>
        <translation>{0} 명령에 {1}초 동안 응답이 없습니다</translation>
    </message>
</context>
<context>
    <name>ClockFields</name>
    <message>
        <source>Clock</source>
        <translation>시간 제한</translation>
    </message>
    <message>
        <source>System</source>
        <translation>방식</translation>
    </message>
    <message>
        <source>Main time, minutes</source>
        <translation>제한 시간(분)</translation>
    </message>
    <message>
        <source>Added a move, seconds</source>
        <translation>한 수마다 더할 시간(초)</translation>
    </message>
    <message>
        <source>Period of stones, seconds</source>
        <translation>초읽기 한 묶음(초)</translation>
    </message>
    <message>
        <source>Stones a period</source>
        <translation>한 묶음에 둘 수</translation>
    </message>
    <message>
        <source>Period, seconds</source>
        <translation>초읽기(초)</translation>
    </message>
    <message>
        <source>Periods</source>
        <translation>초읽기 횟수</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>편집(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Game</source>
        <translation>대국(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Analysis</source>
        <translation>분석(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Training</source>
        <translation>학습(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>도구</translation>
    </message>
</context>
<context>
    <name>CommentEditor</name>
    <message>
        <source>Name of this position</source>
        <translation>이 국면의 이름</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>해설</translation>
    </message>
    <message>
        <source>Formatted</source>
        <translation>서식 적용</translation>
    </message>
    <message>
        <source>Show headings, lists and bold words of the comment</source>
        <translation>해설의 제목, 목록, 굵은 글씨를 서식대로 보여 줍니다</translation>
    </message>
</context>
<context>
    <name>Conducting</name>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Engine move</source>
        <translation>엔진이 한 수 두기</translation>
    </message>
    <message>
        <source>Analysis mode: engines wait to be asked</source>
        <translation>연구 모드: 엔진은 부를 때만 두기</translation>
    </message>
    <message>
        <source>Engine against engine</source>
        <translation>엔진끼리 대국</translation>
    </message>
    <message>
        <source>Pace of engines</source>
        <translation>엔진 대국 속도</translation>
    </message>
    <message>
        <source>Engines think briefly</source>
        <translation>엔진이 짧게 생각하기</translation>
    </message>
    <message>
        <source>Engine thinks on your time</source>
        <translation>내 차례에도 엔진이 생각하기</translation>
    </message>
    <message>
        <source>Play out to the end</source>
        <translation>끝까지 두어 보기</translation>
    </message>
    <message>
        <source>As fast as they play</source>
        <translation>두는 대로 바로</translation>
    </message>
    <message>
        <source>At least {0} s a move</source>
        <translation>한 수에 {0}초 이상</translation>
    </message>
</context>
<context>
    <name>Console</name>
    <message>
        <source>Engine console</source>
        <translation>엔진 콘솔</translation>
    </message>
    <message>
        <source>Save log</source>
        <translation>기록 저장</translation>
    </message>
</context>
<context>
    <name>ConsolePanel</name>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>저장…</translation>
    </message>
    <message>
        <source>Type a command for this engine</source>
        <translation>이 엔진에 보낼 명령을 입력하세요</translation>
    </message>
    <message>
        <source>What was sent and received</source>
        <translation>보내고 받은 내용</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>엔진</translation>
    </message>
</context>
<context>
    <name>Controls</name>
    <message>
        <source>Pass</source>
        <translation>패스</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>무르기</translation>
    </message>
    <message>
        <source>Resign</source>
        <translation>기권</translation>
    </message>
    <message>
        <source>New game</source>
        <translation>새 대국</translation>
    </message>
    <message>
        <source>First position</source>
        <translation>처음으로</translation>
    </message>
    <message>
        <source>Previous move</source>
        <translation>이전 수</translation>
    </message>
    <message>
        <source>Next move</source>
        <translation>다음 수</translation>
    </message>
    <message>
        <source>Last move</source>
        <translation>마지막 수로</translation>
    </message>
</context>
<context>
    <name>Diagnosis</name>
    <message>
        <source>ok</source>
        <translation>정상</translation>
    </message>
    <message>
        <source>note</source>
        <translation>참고</translation>
    </message>
    <message>
        <source>FAIL</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>processor</source>
        <translation>프로세서</translation>
    </message>
    <message>
        <source>kernels</source>
        <translation>커널</translation>
    </message>
    <message>
        <source>a move</source>
        <translation>착수</translation>
    </message>
    <message>
        <source>networks</source>
        <translation>신경망</translation>
    </message>
    <message>
        <source>runtime</source>
        <translation>실행 환경</translation>
    </message>
    <message>
        <source>display</source>
        <translation>화면</translation>
    </message>
    <message>
        <source>A game can be played.</source>
        <translation>대국할 수 있습니다.</translation>
    </message>
    <message>
        <source>No game can be played before what is marked FAIL is mended.</source>
        <translation>‘실패’로 표시된 것을 고치기 전에는 대국할 수 없습니다.</translation>
    </message>
    <message>
        <source>run `uv sync` in the program&apos;s folder</source>
        <translation>프로그램 폴더에서 `uv sync`를 실행하세요</translation>
    </message>
    <message>
        <source>install Python 3.11 or newer</source>
        <translation>Python 3.11 이상을 설치하세요</translation>
    </message>
    <message>
        <source>{0} on {1}, {2} cores</source>
        <translation>{1}의 {0}, 코어 {2}개</translation>
    </message>
    <message>
        <source>cannot be imported ({0}); without it: no {1}</source>
        <translation>불러올 수 없음({0}); 없으면 쓸 수 없는 것: {1}</translation>
    </message>
    <message>
        <source>of unknown version</source>
        <translation>버전을 알 수 없음</translation>
    </message>
    <message>
        <source>{0}, for boards and search</source>
        <translation>{0}, 용도: 바둑판과 탐색</translation>
    </message>
    <message>
        <source>{0}, for networks on this processor</source>
        <translation>{0}, 용도: 이 프로세서의 신경망</translation>
    </message>
    <message>
        <source>{0}, for network files</source>
        <translation>{0}, 용도: 신경망 파일</translation>
    </message>
    <message>
        <source>{0}, for training, and networks on a GPU</source>
        <translation>{0}, 용도: 학습과 GPU의 신경망</translation>
    </message>
    <message>
        <source>{0}, for training</source>
        <translation>{0}, 용도: 학습</translation>
    </message>
    <message>
        <source>{0}, for the window</source>
        <translation>{0}, 용도: 창</translation>
    </message>
    <message>
        <source>boards and search</source>
        <translation>바둑판과 탐색</translation>
    </message>
    <message>
        <source>networks on this processor</source>
        <translation>이 프로세서의 신경망</translation>
    </message>
    <message>
        <source>network files</source>
        <translation>신경망 파일</translation>
    </message>
    <message>
        <source>training, and networks on a GPU</source>
        <translation>학습과 GPU의 신경망</translation>
    </message>
    <message>
        <source>training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>the window</source>
        <translation>창</translation>
    </message>
    <message>
        <source>{0}: no vector units that matter</source>
        <translation>{0}: 쓸 만한 벡터 연산 장치 없음</translation>
    </message>
    <message>
        <source>the system&apos;s own</source>
        <translation>시스템의 화면</translation>
    </message>
    <message>
        <source>none: the window cannot open</source>
        <translation>없음: 창을 열 수 없습니다</translation>
    </message>
    <message>
        <source>play with `gogame-engine play`, or log in to a desktop session</source>
        <translation>`gogame-engine play`로 두거나 데스크톱 환경에 로그인하세요</translation>
    </message>
    <message>
        <source>not found; only `gogame-engine bench gnugo` and tests want it</source>
        <translation>찾지 못함; `gogame-engine bench gnugo`와 시험에만 쓰입니다</translation>
    </message>
    <message>
        <source>compiled, kept in {0}</source>
        <translation>컴파일됨, 보관 위치: {0}</translation>
    </message>
    <message>
        <source>not compiled yet: the first move takes about {0} s; kept in {1}</source>
        <translation>아직 컴파일되지 않음: 첫 수에 {0}초쯤 걸립니다; 보관 위치: {1}</translation>
    </message>
    <message>
        <source>cannot be compiled ({0})</source>
        <translation>컴파일할 수 없음({0})</translation>
    </message>
    <message>
        <source>not tried before the kernels are compiled</source>
        <translation>커널이 컴파일되기 전에는 시험하지 않음</translation>
    </message>
    <message>
        <source>the engine cannot make one ({0})</source>
        <translation>엔진이 둘 수 없음({0})</translation>
    </message>
    <message>
        <source>the engine made one on 9x9, judging by {0}</source>
        <translation>엔진이 9x9에서 한 수 두었음, 판단: {0}</translation>
    </message>
    <message>
        <source>none bundled; the engine judges by random games</source>
        <translation>딸린 신경망 없음; 엔진은 무작위 대국으로 판단합니다</translation>
    </message>
    <message>
        <source>{0} plays {1}; also {2}</source>
        <translation>{0}: {1}; 그 밖에 {2}</translation>
    </message>
    <message>
        <source>{0} plays {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>games won by count on plane boards of {0} to {1}</source>
        <translation>{0}에서 {1}까지의 평면 바둑판에서 집 수로 이기는 대국용</translation>
    </message>
    <message>
        <source>no network can be run ({0}); the engine judges by random games</source>
        <translation>신경망을 실행할 수 없음({0}); 엔진은 무작위 대국으로 판단합니다</translation>
    </message>
    <message>
        <source>{0}: it is the fastest on a CPU, and JAX has no accelerator</source>
        <translation>{0}: CPU에서 가장 빠르고 JAX가 쓸 가속기가 없음</translation>
    </message>
    <message>
        <source>{0}: JAX has a {1}</source>
        <translation>{0}: JAX에서 {1} 사용 가능</translation>
    </message>
    <message>
        <source>{0}: the package openvino is not installed</source>
        <translation>{0}: openvino 패키지가 설치되어 있지 않음</translation>
    </message>
</context>
<context>
    <name>DiagnosisDialog</name>
    <message>
        <source>Diagnosis</source>
        <translation>진단</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Examine again</source>
        <translation>다시 검사</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Examining this computer…</source>
        <translation>컴퓨터를 검사하는 중…</translation>
    </message>
    <message>
        <source>Everything that a game needs works.</source>
        <translation>대국에 필요한 것은 모두 정상입니다.</translation>
    </message>
    <message>
        <source>Something does not work: see below.</source>
        <translation>작동하지 않는 것이 있습니다. 아래 내용을 확인하세요.</translation>
    </message>
</context>
<context>
    <name>DrillPanel</name>
    <message>
        <source>Practise mistakes · {0} due</source>
        <translation>실수 복습 · {0}문제 남음</translation>
    </message>
    <message>
        <source>Show answer</source>
        <translation>정답 보기</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>나중에</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Never again</source>
        <translation>다시 내지 않기</translation>
    </message>
    <message>
        <source>End</source>
        <translation>그만하기</translation>
    </message>
    <message>
        <source>Practise openings · {0} due</source>
        <translation>포석 연습 · {0}문제 남음</translation>
    </message>
    <message>
        <source>Practise middle games · {0} due</source>
        <translation>중반 연습 · {0}문제 남음</translation>
    </message>
    <message>
        <source>Practise endgames · {0} due</source>
        <translation>끝내기 연습 · {0}문제 남음</translation>
    </message>
    <message>
        <source>Positions to practise · {0} due</source>
        <translation>연습 문제 · {0}문제 남음</translation>
    </message>
    <message>
        <source>{0}: the engine looks at it…</source>
        <translation>{0}: 엔진이 살펴보고 있습니다…</translation>
    </message>
    <message>
        <source>{0} is not the best move. Try another one.</source>
        <translation>{0}: 최선의 수가 아닙니다. 다른 수를 두어 보세요.</translation>
    </message>
    <message>
        <source>{0} loses {1} points. Try another move.</source>
        <translation>{0}: {1}집 손해입니다. 다른 수를 찾아보세요.</translation>
    </message>
    <message>
        <source>The engine could not judge that move. Try another one.</source>
        <translation>엔진이 그 수를 판정하지 못했습니다. 다른 수를 두어 보세요.</translation>
    </message>
    <message>
        <source>{0} to play: find the best move.</source>
        <translation>{0} 차례: 최선의 수를 찾으세요.</translation>
    </message>
    <message>
        <source>{0} is best.</source>
        <translation>최선의 수는 {0}입니다.</translation>
    </message>
    <message>
        <source>{0} is good: it loses {1} points.</source>
        <translation>{0}: 좋은 수입니다(손해 {1}집).</translation>
    </message>
    <message>
        <source>In the game {0} lost {1} points.</source>
        <translation>실전의 수는 {0}, 손해 {1}집입니다.</translation>
    </message>
    <message>
        <source>The tempting {0} loses {1} points.</source>
        <translation>언뜻 좋아 보이는 수는 {0}, 손해 {1}집입니다.</translation>
    </message>
    <message>
        <source>{0} to play: find a move that loses no more than {1} points.</source>
        <translation>{0} 차례: 손해가 {1}집 이하인 수를 찾으세요.</translation>
    </message>
</context>
<context>
    <name>Drilling</name>
    <message>
        <source>Practise mistakes</source>
        <translation>실수 복습</translation>
    </message>
    <message>
        <source>Keep the mistakes of this game for practice</source>
        <translation>이 대국의 실수를 복습 문제로 담기</translation>
    </message>
    <message>
        <source>Practise openings</source>
        <translation>포석 연습</translation>
    </message>
    <message>
        <source>Practise middle games</source>
        <translation>중반 연습</translation>
    </message>
    <message>
        <source>Practise endgames</source>
        <translation>끝내기 연습</translation>
    </message>
    <message>
        <source>Practise the positions of a file…</source>
        <translation>파일의 문제 연습…</translation>
    </message>
    <message>
        <source>In practice a move may lose</source>
        <translation>복습에서 허용하는 손해</translation>
    </message>
    <message>
        <source>{0} points</source>
        <translation>{0}집</translation>
    </message>
    <message>
        <source>Positions to practise</source>
        <translation>연습 문제</translation>
    </message>
    <message>
        <source>Go records (*.sgf *.SGF)</source>
        <translation>기보(*.sgf *.SGF)</translation>
    </message>
    <message>
        <source>the exercises</source>
        <translation>문제 모음</translation>
    </message>
</context>
<context>
    <name>Drills</name>
    <message>
        <source>What you put off comes up when you practise again.</source>
        <translation>미뤄 둔 문제는 다음 연습 때 다시 나옵니다.</translation>
    </message>
    <message>
        <source>No position is due to be practised before {0}.</source>
        <translation>{0} 전에는 연습할 문제가 없습니다.</translation>
    </message>
    <message>
        <source>No mistake is due to be practised before {0}.</source>
        <translation>{0} 전에는 복습할 실수가 없습니다.</translation>
    </message>
    <message>
        <source>No mistakes are kept: analyse a game of yours, then keep its mistakes for practice.</source>
        <translation>담아 둔 실수가 없습니다. 자신의 대국을 분석한 뒤 실수를 복습 문제로 담으세요.</translation>
    </message>
    <message>
        <source>No positions are left to practise.</source>
        <translation>연습할 문제가 남아 있지 않습니다.</translation>
    </message>
    <message>
        <source>Positions to practise from {0}: {1} new.</source>
        <translation>{0}에서 가져온 새 연습 문제: {1}개.</translation>
    </message>
    <message>
        <source>Records left out: {0}.</source>
        <translation>제외한 기보: {0}개.</translation>
    </message>
</context>
<context>
    <name>Editing</name>
    <message>
        <source>Edit the record</source>
        <translation>기보 편집</translation>
    </message>
    <message>
        <source>Undo edit</source>
        <translation>편집 취소</translation>
    </message>
    <message>
        <source>Redo edit</source>
        <translation>편집 다시 실행</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>도구</translation>
    </message>
    <message>
        <source>Change who is to play</source>
        <translation>차례 바꾸기</translation>
    </message>
    <message>
        <source>Put a frame around the problem</source>
        <translation>사활 문제 둘레 채우기</translation>
    </message>
    <message>
        <source>Copy variation</source>
        <translation>변화도 복사</translation>
    </message>
    <message>
        <source>Cut variation</source>
        <translation>변화도 잘라내기</translation>
    </message>
    <message>
        <source>Paste variation</source>
        <translation>변화도 붙여넣기</translation>
    </message>
    <message>
        <source>Make main line</source>
        <translation>주 수순으로 만들기</translation>
    </message>
    <message>
        <source>Move variation up</source>
        <translation>변화도를 위로</translation>
    </message>
    <message>
        <source>Move variation down</source>
        <translation>변화도를 아래로</translation>
    </message>
    <message>
        <source>Delete from here on</source>
        <translation>여기부터 삭제</translation>
    </message>
    <message>
        <source>Delete other variations</source>
        <translation>다른 변화도 삭제</translation>
    </message>
    <message>
        <source>Begin the record here</source>
        <translation>이 국면부터 기보 시작</translation>
    </message>
    <message>
        <source>Remove all markup</source>
        <translation>모든 표시 지우기</translation>
    </message>
    <message>
        <source>Remove all comments</source>
        <translation>모든 해설 지우기</translation>
    </message>
    <message>
        <source>Game information…</source>
        <translation>대국 정보…</translation>
    </message>
    <message>
        <source>Turn right</source>
        <translation>오른쪽으로 돌리기</translation>
    </message>
    <message>
        <source>Turn left</source>
        <translation>왼쪽으로 돌리기</translation>
    </message>
    <message>
        <source>Turn by half</source>
        <translation>반 바퀴 돌리기</translation>
    </message>
    <message>
        <source>Mirror left and right</source>
        <translation>좌우 뒤집기</translation>
    </message>
    <message>
        <source>Mirror up and down</source>
        <translation>위아래 뒤집기</translation>
    </message>
    <message>
        <source>Mirror at the diagonal</source>
        <translation>대각선으로 뒤집기</translation>
    </message>
    <message>
        <source>Mirror at the other diagonal</source>
        <translation>다른 대각선으로 뒤집기</translation>
    </message>
    <message>
        <source>Turn and mirror</source>
        <translation>돌리기와 뒤집기</translation>
    </message>
    <message>
        <source>Exchange Black and White</source>
        <translation>흑백 바꾸기</translation>
    </message>
    <message>
        <source>Tools for editing</source>
        <translation>편집 도구</translation>
    </message>
</context>
<context>
    <name>EngineClient</name>
    <message>
        <source>it does not speak GTP: it answered “{0}”</source>
        <translation>GTP로 응답하지 않습니다. 받은 응답: “{0}”</translation>
    </message>
    <message>
        <source>it ended before it answered: it may not speak GTP</source>
        <translation>응답하기 전에 끝났습니다. GTP 프로그램이 아닐 수 있습니다</translation>
    </message>
</context>
<context>
    <name>EngineField</name>
    <message>
        <source>program and options, such as &quot;my engine&quot; gtp</source>
        <translation>프로그램과 옵션, 예: &quot;my engine&quot; gtp</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>명령줄</translation>
    </message>
    <message>
        <source>JSON analysis</source>
        <translation>JSON 분석</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>프로토콜</translation>
    </message>
    <message>
        <source>{0} (incomplete)</source>
        <translation>{0}(준비 안 됨)</translation>
    </message>
    <message>
        <source>Other program…</source>
        <translation>다른 프로그램…</translation>
    </message>
    <message>
        <source>On another machine…</source>
        <translation>다른 컴퓨터의 엔진…</translation>
    </message>
    <message>
        <source>Type the program and its options, or choose an engine.</source>
        <translation>프로그램과 옵션을 입력하거나 엔진을 고르세요.</translation>
    </message>
    <message>
        <source>{0} was not found; type its whole path.</source>
        <translation>{0} 프로그램을 찾지 못했습니다. 전체 경로를 입력하세요.</translation>
    </message>
    <message>
        <source>The program ssh is missing on this machine; install the OpenSSH client.</source>
        <translation>이 컴퓨터에 ssh 프로그램이 없습니다. OpenSSH 클라이언트를 설치하세요.</translation>
    </message>
</context>
<context>
    <name>EnginePanel</name>
    <message>
        <source>Restart engine</source>
        <translation>엔진 다시 시작</translation>
    </message>
</context>
<context>
    <name>EnginePartner</name>
    <message>
        <source>the engine does not run</source>
        <translation>엔진이 실행 중이 아닙니다</translation>
    </message>
    <message>
        <source>its move makes no sense: {0}</source>
        <translation>착수를 알아볼 수 없습니다: {0}</translation>
    </message>
    <message>
        <source>its list of dead stones makes no sense: {0}</source>
        <translation>사석 목록을 알아볼 수 없습니다: {0}</translation>
    </message>
</context>
<context>
    <name>Engines</name>
    <message>
        <source>it does not speak the analysis protocol: it answered “{0}”</source>
        <translation>분석 프로토콜로 응답하지 않습니다. 받은 응답: “{0}”</translation>
    </message>
    <message>
        <source>it plays on square boards only</source>
        <translation>정사각형 바둑판만 지원합니다</translation>
    </message>
    <message>
        <source>it plays ordinary Go on a plane board only</source>
        <translation>일반 바둑판에서 두는 일반 바둑만 지원합니다</translation>
    </message>
    <message>
        <source>it does not play on a board of {0}: {1}</source>
        <translation>{0} 바둑판을 지원하지 않습니다: {1}</translation>
    </message>
    <message>
        <source>it refused the command {0}: {1}</source>
        <translation>{0} 명령을 거부했습니다: {1}</translation>
    </message>
    <message>
        <source>it cannot analyse: it knows neither kata-analyze nor lz-analyze</source>
        <translation>분석할 수 없는 엔진입니다. kata-analyze와 lz-analyze 명령을 모두 지원하지 않습니다</translation>
    </message>
    <message>
        <source>the program ssh is missing on this machine: install the OpenSSH client, then restart the engine</source>
        <translation>이 컴퓨터에 ssh 프로그램이 없습니다. OpenSSH 클라이언트를 설치한 뒤 엔진을 다시 시작하세요</translation>
    </message>
    <message>
        <source>{0}. It said: “{1}”</source>
        <translation>{0}. 받은 메시지: “{1}”</translation>
    </message>
    <message>
        <source>the engine&apos;s program was not found on {0}: choose Engines and type its whole path there</source>
        <translation>“{0}”에서 엔진 프로그램을 찾지 못했습니다. ‘엔진…’ 창에 그 컴퓨터에서의 전체 경로를 입력하세요</translation>
    </message>
    <message>
        <source>the engine&apos;s program cannot be run on {0}: check its path and its permissions</source>
        <translation>“{0}”에서 엔진 프로그램을 실행할 수 없습니다. 경로와 실행 권한을 확인하세요</translation>
    </message>
    <message>
        <source>the engine on {0} was killed or the connection failed: see that “{1}” works in a terminal, then restart the engine</source>
        <translation>“{0}”의 엔진이 강제로 종료되었거나 접속에 실패했습니다. 터미널에서 “{1}” 명령으로 접속되는지 확인한 뒤 엔진을 다시 시작하세요</translation>
    </message>
    <message>
        <source>the host key of {0} has changed: make sure that it is the right machine, then remove the old key as “{1}” tells in a terminal</source>
        <translation>“{0}”의 호스트 키가 바뀌었습니다. 맞는 컴퓨터인지 확인한 다음, 터미널에서 “{1}” 명령이 알려 주는 대로 이전 키를 지우세요</translation>
    </message>
    <message>
        <source>the host key of {0} is not known yet: type “{1}” in a terminal once and confirm the key</source>
        <translation>“{0}”의 호스트 키를 아직 모릅니다. 터미널에서 “{1}” 명령을 한 번 실행해 키를 확인해 주세요</translation>
    </message>
    <message>
        <source>the login to {0} was refused: set up a key, so that “{1}” in a terminal asks for no password</source>
        <translation>“{0}”에서 로그인을 거부했습니다. 터미널에서 “{1}” 명령이 비밀번호를 묻지 않도록 SSH 키를 등록하세요</translation>
    </message>
    <message>
        <source>there is no machine called {0}: check the name that you chose in Engines, and the network</source>
        <translation>이름이 “{0}”인 컴퓨터를 찾지 못했습니다. ‘엔진…’ 창에 적은 이름과 인터넷 연결을 확인하세요</translation>
    </message>
    <message>
        <source>the machine {0} cannot be reached: see that it is on, that its SSH server runs, and that the port is right</source>
        <translation>“{0}”에 접속할 수 없습니다. 컴퓨터가 켜져 있는지, SSH 서버가 실행 중인지, 포트가 맞는지 확인하세요</translation>
    </message>
    <message>
        <source>the connection to {0} was lost: restart the engine when the network is there again</source>
        <translation>“{0}” 컴퓨터와의 접속이 끊어졌습니다. 다시 연결되면 엔진을 다시 시작하세요</translation>
    </message>
</context>
<context>
    <name>EnginesDialog</name>
    <message>
        <source>Engines</source>
        <translation>엔진</translation>
    </message>
    <message>
        <source>Engines that speak GTP can play. To analyse, one must know kata-analyze or lz-analyze, or speak KataGo&apos;s analysis protocol.</source>
        <translation>GTP를 지원하는 엔진은 대국할 수 있습니다. 분석까지 하려면 kata-analyze나 lz-analyze 명령, 또는 KataGo의 분석 프로토콜을 지원해야 합니다.</translation>
    </message>
    <message>
        <source>An engine on another machine is started over SSH with a key, as nobody can type a password here. Connect in a terminal first, to see that it works.</source>
        <translation>다른 컴퓨터의 엔진은 SSH로 접속해 실행합니다. 비밀번호를 입력할 수 없으므로 SSH 키가 필요합니다. 먼저 터미널에서 접속되는지 확인하세요.</translation>
    </message>
    <message>
        <source>Players</source>
        <translation>대국자</translation>
    </message>
    <message>
        <source>Human</source>
        <translation>사람</translation>
    </message>
    <message>
        <source>Strength of {0}</source>
        <translation>{0}의 기력</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>분석</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>엔진</translation>
    </message>
    <message>
        <source>None</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Second engine</source>
        <translation>두 번째 엔진</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Use these</source>
        <translation>적용</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export diagram</source>
        <translation>기보 그림 내보내기</translation>
    </message>
    <message>
        <source>Diagram</source>
        <translation>기보 그림</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Count from 1</source>
        <translation>1부터 번호 매기기</translation>
    </message>
    <message>
        <source>Coordinates</source>
        <translation>좌표</translation>
    </message>
    <message>
        <source>Markup</source>
        <translation>표시</translation>
    </message>
    <message>
        <source>Numbers from move</source>
        <translation>번호를 붙일 첫 수</translation>
    </message>
    <message>
        <source>to move</source>
        <translation>번호를 붙일 끝 수</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>크기(픽셀)</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>PNG로 저장…</translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation>SVG로 저장…</translation>
    </message>
    <message>
        <source>Save as text…</source>
        <translation>텍스트로 저장…</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>그림 복사</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>텍스트 복사</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>Export diagram…</source>
        <translation>기보 그림 내보내기…</translation>
    </message>
    <message>
        <source>Save picture of the board…</source>
        <translation>바둑판 그림 저장…</translation>
    </message>
    <message>
        <source>Copy picture of the board</source>
        <translation>바둑판 그림 복사</translation>
    </message>
    <message>
        <source>Copy board as text</source>
        <translation>바둑판을 텍스트로 복사</translation>
    </message>
    <message>
        <source>Save diagram</source>
        <translation>기보 그림 저장</translation>
    </message>
</context>
<context>
    <name>Faults</name>
    <message>
        <source>{0}</source>
        <translation>(영문) {0}</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>파일이나 폴더가 없습니다</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>권한이 없습니다</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>파일이 아니라 폴더입니다</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>폴더가 아닙니다</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>이미 있는 파일입니다</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>디스크에 남은 공간이 없습니다</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>디스크 사용 한도를 넘었습니다</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>읽기 전용 디스크입니다</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>파일 이름이 너무 깁니다</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>디스크를 읽거나 쓸 수 없습니다(입출력 오류)</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>열린 파일이 너무 많습니다</translation>
    </message>
    <message>
        <source>cannot open {0}: {1}</source>
        <translation>{0} 파일을 열 수 없습니다: {1}</translation>
    </message>
    <message>
        <source>cannot save {0}: {1}</source>
        <translation>{0} 파일에 저장할 수 없습니다: {1}</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>파일이 아니라 폴더입니다</translation>
    </message>
    <message>
        <source>it is a pipe or a device: expected an ordinary file</source>
        <translation>일반 파일이 아니라 파이프나 장치입니다</translation>
    </message>
    <message>
        <source>SGF of {0} MB: expected at most {1} MB</source>
        <translation>SGF 파일이 너무 큽니다({0}메가바이트). {1}메가바이트까지 열 수 있습니다</translation>
    </message>
    <message>
        <source>game record of {0} bytes: expected at most {1}</source>
        <translation>기보가 너무 큽니다({0}바이트). {1}바이트까지 열 수 있습니다</translation>
    </message>
    <message>
        <source>SGF text of {0} characters: expected at most {1}</source>
        <translation>SGF 글이 너무 깁니다({0}자). {1}자까지 열 수 있습니다</translation>
    </message>
    <message>
        <source>no SGF game found: expected a text that begins with &apos;(;&apos;</source>
        <translation>SGF 기보가 아닙니다. SGF는 &apos;(;&apos;로 시작합니다</translation>
    </message>
    <message>
        <source>SGF game {0} (GM): expected 1, the game of Go</source>
        <translation>바둑이 아닌 다른 놀이의 기록입니다(종류 {0})</translation>
    </message>
    <message>
        <source>SGF board size {0} (SZ): expected one such as 19 or 19:13</source>
        <translation>바둑판 크기 {0}: 19나 19:13처럼 적혀 있어야 합니다</translation>
    </message>
    <message>
        <source>SGF board size {0} (SZ): expected {1} to {2}</source>
        <translation>바둑판 크기 {0}: {1}줄부터 {2}줄까지 열 수 있습니다</translation>
    </message>
    <message>
        <source>unknown charset {0}: expected one such as UTF-8 or GB18030</source>
        <translation>알 수 없는 문자 집합: {0}</translation>
    </message>
    <message>
        <source>{0} file without a move: expected at least one</source>
        <translation>수가 하나도 없는 {0} 파일입니다</translation>
    </message>
    <message>
        <source>{0} file of {1} lines: expected at most {2}</source>
        <translation>{0} 파일이 너무 깁니다({1}줄). {2}줄까지 열 수 있습니다</translation>
    </message>
    <message>
        <source>pattern without a stone: expected at least one</source>
        <translation>찾을 범위에 돌이 하나 이상 있어야 합니다</translation>
    </message>
    <message>
        <source>no point is marked: expected marks around the stones to be found</source>
        <translation>찾을 돌을 둘러싼 표시가 없습니다. 먼저 표시를 하세요</translation>
    </message>
    <message>
        <source>no position to practise in it</source>
        <translation>연습할 문제가 없는 파일입니다</translation>
    </message>
    <message>
        <source>{0} MB: expected {1} MB of problems at most</source>
        <translation>문제 파일이 너무 큽니다({0}메가바이트). {1}메가바이트까지 열 수 있습니다</translation>
    </message>
    <message>
        <source>command {0}: a {1} is not closed; add it at the end</source>
        <translation>명령 {0}: 닫히지 않은 따옴표가 있습니다({1}). 끝에 붙이세요</translation>
    </message>
    <message>
        <source>SGF line {0}, offset {1}: {2}</source>
        <translation>SGF {0}번째 줄({1}번째 글자): {2}</translation>
    </message>
    <message>
        <source>text before the game was ignored</source>
        <translation>기보 앞의 글은 건너뛰었습니다</translation>
    </message>
    <message>
        <source>text after the game was ignored</source>
        <translation>기보 뒤의 글은 건너뛰었습니다</translation>
    </message>
    <message>
        <source>the text ends before {0} closing &apos;)&apos;</source>
        <translation>닫는 괄호 &apos;)&apos; {0}개가 모자란 채 끝납니다</translation>
    </message>
    <message>
        <source>node behind a variation: read as one more variation</source>
        <translation>변화도 뒤에 놓인 수를 또 하나의 변화도로 읽었습니다</translation>
    </message>
    <message>
        <source>empty variation left out</source>
        <translation>빈 변화도는 뺐습니다</translation>
    </message>
    <message>
        <source>node without its &apos;;&apos;</source>
        <translation>&apos;;&apos; 없이 시작하는 수가 있습니다</translation>
    </message>
    <message>
        <source>property {0} twice in one node: values joined</source>
        <translation>한 수에 속성 {0}: 두 번 나와 값을 합쳤습니다</translation>
    </message>
    <message>
        <source>value without its closing &apos;]&apos;: read to the end of the text</source>
        <translation>닫는 괄호 &apos;]&apos;가 없는 값을 글 끝까지 읽었습니다</translation>
    </message>
    <message>
        <source>value without a property: expected one such as C[...]</source>
        <translation>속성 이름 없이 값만 있습니다</translation>
    </message>
    <message>
        <source>property {0} without a value: expected &apos;[&apos;</source>
        <translation>속성 {0}: 값이 없습니다</translation>
    </message>
    <message>
        <source>unexpected {0}: expected &apos;;&apos;, &apos;(&apos;, &apos;)&apos; or a property</source>
        <translation>여기에 올 수 없는 글자: {0}</translation>
    </message>
    <message>
        <source>expected at most {0} nodes</source>
        <translation>수가 너무 많습니다. {0}개까지 열 수 있습니다</translation>
    </message>
    <message>
        <source>expected at most {0} property values</source>
        <translation>속성 값이 너무 많습니다. {0}개까지 열 수 있습니다</translation>
    </message>
    <message>
        <source>invalid vertex {0}: expected a point such as D4, or pass</source>
        <translation>좌표 {0}: D4처럼 쓰세요</translation>
    </message>
    <message>
        <source>vertex {0} lies outside the {1} board</source>
        <translation>{0} 자리는 {1} 바둑판 밖입니다</translation>
    </message>
    <message>
        <source>setup names {0} twice</source>
        <translation>{0} 자리에 돌이 두 번 놓였습니다</translation>
    </message>
    <message>
        <source>setup leaves a chain at or beside {0} without liberties</source>
        <translation>{0} 자리나 그 옆의 돌에 활로가 없습니다</translation>
    </message>
    <message>
        <source>fixed handicap {0} on a {1} board: expected none</source>
        <translation>{1} 바둑판에서는 화점에 놓는 접바둑({0}점)을 둘 수 없습니다</translation>
    </message>
    <message>
        <source>fixed handicap {0} on a {1} board: expected {2} to {3}</source>
        <translation>접바둑 {0}점: {1} 바둑판의 화점에는 {2}점부터 {3}점까지 놓을 수 있습니다</translation>
    </message>
    <message>
        <source>komi {0}: expected a multiple of 0.5 within +-1000</source>
        <translation>덤 {0}: 0.5 단위로 -1000에서 1000까지 쓸 수 있습니다</translation>
    </message>
    <message>
        <source>komi {0}: expected a number of half points such as 6.5</source>
        <translation>덤 {0}: 6.5처럼 0.5 단위의 수로 쓰세요</translation>
    </message>
    <message>
        <source>variation for a board of {0}: expected {1}</source>
        <translation>{0} 바둑판의 변화도입니다. {1} 바둑판의 변화도만 붙여넣을 수 있습니다</translation>
    </message>
    <message>
        <source>a cylinder joins left and right: expected a half turn or a mirroring</source>
        <translation>원통 바둑판은 좌우가 이어져 있어 반 바퀴 돌리기와 뒤집기만 할 수 있습니다</translation>
    </message>
    <message>
        <source>SGF: no rules (RU): {0} taken</source>
        <translation>규칙이 적혀 있지 않아 {0} 규칙으로 보았습니다</translation>
    </message>
    <message>
        <source>SGF: rules {0} (RU) are unknown: {1} taken</source>
        <translation>모르는 규칙 {0} 대신 {1} 규칙으로 보았습니다</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>일본식</translation>
    </message>
    <message>
        <source>SGF: no komi (KM): {0} taken</source>
        <translation>덤이 적혀 있지 않아 {0}집으로 보았습니다</translation>
    </message>
    <message>
        <source>SGF: komi {0} (KM) is unclear: {1} taken</source>
        <translation>덤 {0} 값이 불분명해 {1}집으로 보았습니다</translation>
    </message>
    <message>
        <source>SGF: komi {0} (KM) was read as {1}</source>
        <translation>덤 {0} 값을 {1}집으로 읽었습니다</translation>
    </message>
    <message>
        <source>SGF: handicap {0} (HA) is unclear: 0 taken</source>
        <translation>접바둑 {0} 값이 불분명해 호선으로 보았습니다</translation>
    </message>
    <message>
        <source>SGF: handicap {0} (HA) but {1} stones (AB): HA taken</source>
        <translation>접바둑 {0}점으로 보았습니다. 놓인 돌은 {1}개입니다</translation>
    </message>
    <message>
        <source>SGF: handicap {0} (HA) without stones (AB): none put</source>
        <translation>접바둑 {0}점의 돌이 없어 놓지 않았습니다</translation>
    </message>
    <message>
        <source>SGF: handicap {0} (HA) without stones (AB): put on the star points</source>
        <translation>접바둑 {0}점의 돌이 없어 화점에 놓았습니다</translation>
    </message>
    <message>
        <source>SGF: further faults are not listed</source>
        <translation>나머지 오류는 생략했습니다</translation>
    </message>
    <message>
        <source>SGF charset {0} (CA) does not fit the text: read as {1}</source>
        <translation>적혀 있는 문자 집합 {0} 대신 {1} 방식으로 읽었습니다</translation>
    </message>
    <message>
        <source>SGF move {0}: {1} lies outside the board: left out</source>
        <translation>{0}수: {1} 자리는 바둑판 밖이라 뺐습니다</translation>
    </message>
    <message>
        <source>SGF: {0} lies outside the board: left out</source>
        <translation>{0} 자리는 바둑판 밖이라 뺐습니다</translation>
    </message>
    <message>
        <source>SGF move {0}: Black and White both move in one node</source>
        <translation>{0}수: 흑과 백의 수가 함께 적혀 있습니다</translation>
    </message>
    <message>
        <source>SGF move {0}: {1}: played all the same</source>
        <translation>{0}수: {1}. 규칙에 어긋나지만 그대로 두었습니다</translation>
    </message>
    <message>
        <source>illegal move {0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>occupied by Black</source>
        <translation>흑돌이 있는 자리</translation>
    </message>
    <message>
        <source>occupied by White</source>
        <translation>백돌이 있는 자리</translation>
    </message>
    <message>
        <source>it retakes the ko at once</source>
        <translation>패를 바로 되따냄</translation>
    </message>
    <message>
        <source>suicide</source>
        <translation>착수 금지점</translation>
    </message>
    <message>
        <source>it repeats an earlier position (superko)</source>
        <translation>앞서 나온 판 모양의 되풀이</translation>
    </message>
    <message>
        <source>the game is over</source>
        <translation>이미 끝난 대국</translation>
    </message>
    <message>
        <source>an analysis in the record is left out: {0}</source>
        <translation>기보에 들어 있던 분석 하나를 뺐습니다: {0}</translation>
    </message>
</context>
<context>
    <name>FindDialog</name>
    <message>
        <source>Folder of records</source>
        <translation>기보 폴더</translation>
    </message>
    <message>
        <source>{0} found in {1} of {2} records</source>
        <translation>기보 {2}개 중 {1}개에서 {0}곳 발견</translation>
    </message>
    <message>
        <source>; {0} cannot be read</source>
        <translation>; 읽을 수 없는 기보 {0}개</translation>
    </message>
    <message>
        <source>in the folder {0}</source>
        <translation>폴더 {0}에서</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>찾기</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>낱말</translation>
    </message>
    <message>
        <source>The position shown</source>
        <translation>지금 국면</translation>
    </message>
    <message>
        <source>In comments, names and information</source>
        <translation>해설, 이름, 대국 정보에서</translation>
    </message>
    <message>
        <source>whole board</source>
        <translation>판 전체</translation>
    </message>
    <message>
        <source>upper left quarter</source>
        <translation>좌상귀 쪽</translation>
    </message>
    <message>
        <source>upper right quarter</source>
        <translation>우상귀 쪽</translation>
    </message>
    <message>
        <source>lower left quarter</source>
        <translation>좌하귀 쪽</translation>
    </message>
    <message>
        <source>lower right quarter</source>
        <translation>우하귀 쪽</translation>
    </message>
    <message>
        <source>between the marks</source>
        <translation>표시한 범위</translation>
    </message>
    <message>
        <source>Part of the board</source>
        <translation>판의 부분</translation>
    </message>
    <message>
        <source>also turned</source>
        <translation>돌리고 뒤집어서도</translation>
    </message>
    <message>
        <source>also with other colours</source>
        <translation>흑백을 바꿔서도</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>찾을 곳</translation>
    </message>
    <message>
        <source>in this record</source>
        <translation>이 기보에서</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>폴더 선택…</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>찾기</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Players</source>
        <translation>대국자</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>수</translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message>
        <source>Find a command…</source>
        <translation>명령 찾기…</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>단축키</translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>Find…</source>
        <translation>찾기…</translation>
    </message>
    <message>
        <source>Next find</source>
        <translation>다음 검색 결과</translation>
    </message>
    <message>
        <source>Previous find</source>
        <translation>이전 검색 결과</translation>
    </message>
</context>
<context>
    <name>GameInfoDialog</name>
    <message>
        <source>Game information</source>
        <translation>대국 정보</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>적용</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>Games</name>
    <message>
        <source>Games of this file…</source>
        <translation>이 파일의 대국…</translation>
    </message>
    <message>
        <source>Next game</source>
        <translation>다음 대국</translation>
    </message>
    <message>
        <source>Previous game</source>
        <translation>이전 대국</translation>
    </message>
    <message>
        <source>Add games of a file</source>
        <translation>파일의 대국 추가</translation>
    </message>
</context>
<context>
    <name>GamesDialog</name>
    <message>
        <source>Games of this file</source>
        <translation>이 파일의 대국</translation>
    </message>
    <message>
        <source>Show games with these words</source>
        <translation>이 낱말이 있는 대국만 보기</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>흑</translation>
    </message>
    <message>
        <source>White</source>
        <translation>백</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Moves</source>
        <translation>총 수</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>날짜</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>대회</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>위로</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>아래로</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>빼기</translation>
    </message>
    <message>
        <source>Add games of a file…</source>
        <translation>파일의 대국 추가…</translation>
    </message>
    <message>
        <source>Show game</source>
        <translation>대국 보기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>GamesPanel</name>
    <message>
        <source>When</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>Moves</source>
        <translation>총 수</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>바둑판</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>신경망</translation>
    </message>
    <message>
        <source>round {0}, {1}</source>
        <translation>{0}회차, {1}</translation>
    </message>
    <message>
        <source>{0} ({1})</source>
        <translation>{0}({1})</translation>
    </message>
    <message>
        <source>Reading games…</source>
        <translation>대국을 읽는 중…</translation>
    </message>
    <message>
        <source>{0} to {1} of {2} games, the newest first</source>
        <translation>전체 {2}국 중 {0}~{1}(최근 대국부터)</translation>
    </message>
    <message>
        <source>No game is stored yet.</source>
        <translation>아직 저장된 대국이 없습니다.</translation>
    </message>
    <message>
        <source>{0} damaged ones are left out</source>
        <translation>손상된 {0}국 제외</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>최신</translation>
    </message>
    <message>
        <source>Newer</source>
        <translation>이후</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Show games of all networks</source>
        <translation>모든 신경망의 대국 보기</translation>
    </message>
    <message>
        <source>Open to analyse</source>
        <translation>열어서 분석</translation>
    </message>
    <message>
        <source>Stored games</source>
        <translation>저장된 대국</translation>
    </message>
</context>
<context>
    <name>GraphView</name>
    <message>
        <source>Move {0}</source>
        <translation>{0}수</translation>
    </message>
    <message>
        <source>second engine: {0}</source>
        <translation>두 번째 엔진: {0}</translation>
    </message>
    <message>
        <source>{0} lost {1}</source>
        <translation>{0} 손해 {1}</translation>
    </message>
    <message>
        <source>Graph of the game: {0}</source>
        <translation>대국 그래프: {0}</translation>
    </message>
</context>
<context>
    <name>GtpAnalysisClient</name>
    <message>
        <source>it had nothing to say about the position</source>
        <translation>이 국면의 분석 결과를 보내지 않았습니다</translation>
    </message>
</context>
<context>
    <name>Guessing</name>
    <message>
        <source>Guess the moves</source>
        <translation>다음 수 맞히기</translation>
    </message>
    <message>
        <source>Guess Black&apos;s moves</source>
        <translation>흑의 수 맞히기</translation>
    </message>
    <message>
        <source>Guess White&apos;s moves</source>
        <translation>백의 수 맞히기</translation>
    </message>
    <message>
        <source>Next move to guess</source>
        <translation>다음 문제</translation>
    </message>
</context>
<context>
    <name>JsonAnalysisClient</name>
    <message>
        <source>it wrote a line of more than {0} bytes</source>
        <translation>{0}바이트가 넘는 줄을 보냈습니다</translation>
    </message>
    <message>
        <source>it gave a query up</source>
        <translation>분석 요청을 중단했습니다</translation>
    </message>
    <message>
        <source>it ended before it answered: it may not speak the analysis protocol</source>
        <translation>응답하기 전에 끝났습니다. 분석 프로토콜을 지원하지 않을 수 있습니다</translation>
    </message>
</context>
<context>
    <name>KeyPage</name>
    <message>
        <source>Find a command</source>
        <translation>명령 찾기</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>새 단축키</translation>
    </message>
    <message>
        <source>Use key</source>
        <translation>지정</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Usual keys</source>
        <translation>기본값으로</translation>
    </message>
    <message>
        <source>Choose a command first.</source>
        <translation>먼저 명령을 고르세요.</translation>
    </message>
    <message>
        <source>{0} is the key of: {1}.</source>
        <translation>{0} 키는 이미 다른 명령의 단축키입니다: {1}.</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Cursor on the board</source>
        <translation>바둑판 커서</translation>
    </message>
    <message>
        <source>Play at a point…</source>
        <translation>좌표로 착수…</translation>
    </message>
    <message>
        <source>Play at a point</source>
        <translation>좌표로 착수</translation>
    </message>
    <message>
        <source>Point, such as D4:</source>
        <translation>착수할 좌표(예: D4):</translation>
    </message>
</context>
<context>
    <name>Layout</name>
    <message>
        <source>Cards at the side</source>
        <translation>옆 패널</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>도구 모음</translation>
    </message>
    <message>
        <source>Board alone</source>
        <translation>바둑판만 보기</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>전체 화면</translation>
    </message>
</context>
<context>
    <name>Lines</name>
    <message>
        <source>Put the line into the record</source>
        <translation>참고도를 기보에 넣기</translation>
    </message>
</context>
<context>
    <name>LookPage</name>
    <message>
        <source>As the system</source>
        <translation>시스템 설정 따름</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>색상</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>바둑판</translation>
    </message>
    <message>
        <source>Stones</source>
        <translation>바둑돌</translation>
    </message>
    <message>
        <source>What moves lose</source>
        <translation>손해 표시 색</translation>
    </message>
    <message>
        <source>Size of words</source>
        <translation>글자 크기</translation>
    </message>
    <message>
        <source>System language</source>
        <translation>시스템 언어</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>미리 보기</translation>
    </message>
</context>
<context>
    <name>Looks</name>
    <message>
        <source>Coordinates</source>
        <translation>좌표 표시</translation>
    </message>
    <message>
        <source>Move numbers</source>
        <translation>수순 표시</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>환경설정…</translation>
    </message>
    <message>
        <source>About GoGame</source>
        <translation>GoGame 정보</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>화면 모양</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템 설정 따름</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>화면 색</translation>
    </message>
    <message>
        <source>System language</source>
        <translation>시스템 언어</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Larger words</source>
        <translation>글자 크게</translation>
    </message>
    <message>
        <source>Smaller words</source>
        <translation>글자 작게</translation>
    </message>
    <message>
        <source>Usual size of words</source>
        <translation>글자 크기 원래대로</translation>
    </message>
    <message>
        <source>Play, analyse and train Go. Free software under the MIT licence.</source>
        <translation>바둑을 두고, 분석하고, 인공지능을 학습시키는 프로그램입니다. MIT 라이선스로 배포되는 자유 소프트웨어입니다.</translation>
    </message>
    <message>
        <source>Kaya wood</source>
        <translation>비자나무</translation>
    </message>
    <message>
        <source>Cherry wood</source>
        <translation>벚나무</translation>
    </message>
    <message>
        <source>Walnut wood</source>
        <translation>호두나무</translation>
    </message>
    <message>
        <source>Slate</source>
        <translation>석판</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>인쇄체</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>고대비</translation>
    </message>
    <message>
        <source>Shell and slate</source>
        <translation>조개·오석</translation>
    </message>
    <message>
        <source>Glass</source>
        <translation>유리</translation>
    </message>
    <message>
        <source>Flat</source>
        <translation>평면</translation>
    </message>
    <message>
        <source>Green to purple</source>
        <translation>초록~보라</translation>
    </message>
    <message>
        <source>For the colour-blind</source>
        <translation>색각 이상자용</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Quit</source>
        <translation>종료</translation>
    </message>
</context>
<context>
    <name>Mistakes</name>
    <message>
        <source>Next mistake</source>
        <translation>다음 실수</translation>
    </message>
    <message>
        <source>Previous mistake</source>
        <translation>이전 실수</translation>
    </message>
    <message>
        <source>Analyse whole game more deeply</source>
        <translation>대국 전체 정밀 분석</translation>
    </message>
    <message>
        <source>Analyse the mistakes more deeply</source>
        <translation>실수만 정밀 분석</translation>
    </message>
    <message>
        <source>Report of the game…</source>
        <translation>대국 보고서…</translation>
    </message>
</context>
<context>
    <name>MistakesPanel</name>
    <message>
        <source>Mistakes: {0}</source>
        <translation>실수 {0}개</translation>
    </message>
</context>
<context>
    <name>NetworksPanel</name>
    <message>
        <source>Round</source>
        <translation>회차</translation>
    </message>
    <message>
        <source>After</source>
        <translation>학습 시간</translation>
    </message>
    <message>
        <source>Games</source>
        <translation>대국</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실값</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>기력</translation>
    </message>
    <message>
        <source>“{0}” is no time: write minutes, or 1:30 for an hour and a half.</source>
        <translation>“{0}”: 시간 형식이 아닙니다. 분 단위 숫자나, 한 시간 반이면 1:30처럼 쓰세요.</translation>
    </message>
    <message>
        <source>Reading networks…</source>
        <translation>신경망을 읽는 중…</translation>
    </message>
    <message>
        <source>There is no network of this run yet.</source>
        <translation>이 학습의 신경망이 아직 없습니다.</translation>
    </message>
    <message>
        <source>{0} networks, the newest of round {1} after {2}.</source>
        <translation>신경망 {0}개, 최신은 {1}회차(학습 {2})입니다.</translation>
    </message>
    <message>
        <source>Chosen: round {0}, after {1}.</source>
        <translation>선택: {0}회차(학습 {1}).</translation>
    </message>
    <message>
        <source>The app uses {0}.</source>
        <translation>이 프로그램은 지금 {0} 신경망을 씁니다.</translation>
    </message>
    <message>
        <source>The app uses the network that comes with it.</source>
        <translation>이 프로그램은 지금 기본 신경망을 씁니다.</translation>
    </message>
    <message>
        <source>Play it as it was after</source>
        <translation>대국할 시점: 학습 시작 후</translation>
    </message>
    <message>
        <source>min</source>
        <translation>분</translation>
    </message>
    <message>
        <source>with visits:</source>
        <translation>탐색 수:</translation>
    </message>
    <message>
        <source>Visits a move</source>
        <translation>한 수당 탐색 수</translation>
    </message>
    <message>
        <source>Only measured ones</source>
        <translation>기력을 측정한 것만</translation>
    </message>
    <message>
        <source>Play against it</source>
        <translation>이 신경망과 대국</translation>
    </message>
    <message>
        <source>Use it in the app</source>
        <translation>프로그램에서 사용</translation>
    </message>
    <message>
        <source>Its games</source>
        <translation>이 신경망의 대국</translation>
    </message>
    <message>
        <source>Use the built-in network</source>
        <translation>기본 신경망 사용</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>신경망</translation>
    </message>
</context>
<context>
    <name>NewGameDialog</name>
    <message>
        <source>New game</source>
        <translation>새 대국</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>규칙</translation>
    </message>
    <message>
        <source>Custom rules…</source>
        <translation>규칙 직접 정하기…</translation>
    </message>
    <message>
        <source>Komi</source>
        <translation>덤</translation>
    </message>
    <message>
        <source>Handicap stones</source>
        <translation>접바둑 돌</translation>
    </message>
    <message>
        <source>On the star points</source>
        <translation>화점에 놓기</translation>
    </message>
    <message>
        <source>Where Black likes</source>
        <translation>흑이 자유롭게 놓기</translation>
    </message>
    <message>
        <source>Placed</source>
        <translation>놓는 방법</translation>
    </message>
    <message>
        <source>Players</source>
        <translation>대국자</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>흑</translation>
    </message>
    <message>
        <source>White</source>
        <translation>백</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>Even game with me</source>
        <translation>호선(내 기력에 맞춤)</translation>
    </message>
    <message>
        <source>Full strength, seconds a move</source>
        <translation>최대 기력, 한 수당 시간(초)</translation>
    </message>
    <message>
        <source>Visits a move</source>
        <translation>한 수당 탐색 수</translation>
    </message>
    <message>
        <source>Human</source>
        <translation>사람</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>컴퓨터</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Start game</source>
        <translation>대국 시작</translation>
    </message>
</context>
<context>
    <name>NewRunDialog</name>
    <message>
        <source>New self-play run</source>
        <translation>새 자가 대국 학습</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>제한 없음</translation>
    </message>
    <message>
        <source>nothing: it learns from the rules alone</source>
        <translation>없음: 규칙만으로 배웁니다</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>9×9: the whole game in hours</source>
        <translation>9×9: 몇 시간이면 바둑을 익힙니다</translation>
    </message>
    <message>
        <source>7×7: as strong as GNU Go in about half an hour</source>
        <translation>7×7: 30분쯤이면 GNU Go만큼 둡니다</translation>
    </message>
    <message>
        <source>7×7 to 19×19: from a run on a small board, in hours</source>
        <translation>7×7~19×19: 작은 판의 학습에 이어 몇 시간 동안 배웁니다</translation>
    </message>
    <message>
        <source>5×5, smoke: the whole cycle in minutes</source>
        <translation>5×5(smoke): 몇 분 안에 전 과정을 시험합니다</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>바둑판</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>시간</translation>
    </message>
    <message>
        <source>The run shown</source>
        <translation>지금 보는 학습</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>출발점</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>The run uses all cores of this machine until it stops; it can be stopped and resumed at any time. `gogame-selfplay settings` lists all settings.</source>
        <translation>학습은 멈출 때까지 이 컴퓨터의 모든 코어를 씁니다. 언제든지 멈추고 이어서 할 수 있습니다. `gogame-selfplay settings`로 모든 설정을 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>선택…</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>신경망</translation>
    </message>
</context>
<context>
    <name>Overlays</name>
    <message>
        <source>First idea of the engine (policy)</source>
        <translation>엔진의 제1감(정책망)</translation>
    </message>
    <message>
        <source>Next view of the territory</source>
        <translation>영역 보기 바꾸기</translation>
    </message>
    <message>
        <source>Ownership</source>
        <translation>영역 표시</translation>
    </message>
    <message>
        <source>What the last move changed</source>
        <translation>마지막 수로 바뀐 영역</translation>
    </message>
    <message>
        <source>Expected territory</source>
        <translation>예상 집</translation>
    </message>
    <message>
        <source>Territory</source>
        <translation>영역 보기</translation>
    </message>
    <message>
        <source>Nowhere</source>
        <translation>표시 안 함</translation>
    </message>
    <message>
        <source>On the last three moves</source>
        <translation>마지막 세 수</translation>
    </message>
    <message>
        <source>On all stones</source>
        <translation>모든 돌</translation>
    </message>
    <message>
        <source>Dots of mistakes</source>
        <translation>실수 표시 점</translation>
    </message>
    <message>
        <source>Dots of other mistakes</source>
        <translation>실수 표시 점 바꾸기</translation>
    </message>
    <message>
        <source>Score and winrate in the graph</source>
        <translation>그래프에 집 차이와 승률 함께 보기</translation>
    </message>
    <message>
        <source>Choose a region of interest</source>
        <translation>관심 영역 지정</translation>
    </message>
    <message>
        <source>Look at the whole board again</source>
        <translation>판 전체 다시 보기</translation>
    </message>
    <message>
        <source>Look for other moves</source>
        <translation>다른 수 찾기</translation>
    </message>
    <message>
        <source>Search the candidates equally</source>
        <translation>추천 수를 고르게 탐색</translation>
    </message>
    <message>
        <source>Look at every move for a moment</source>
        <translation>모든 수를 잠깐씩 살펴보기</translation>
    </message>
    <message>
        <source>Leave this move out</source>
        <translation>이 수 제외</translation>
    </message>
    <message>
        <source>Look only at this move and others chosen so</source>
        <translation>이 수와 이렇게 고른 수만 보기</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>{0} (step {1})</source>
        <translation>{0}(학습 {1}회)</translation>
    </message>
    <message>
        <source>Reading the run…</source>
        <translation>학습 기록을 읽는 중…</translation>
    </message>
    <message>
        <source>Curves begin with the first network.</source>
        <translation>첫 신경망이 나오면 그래프가 시작됩니다.</translation>
    </message>
    <message>
        <source>No match has been played yet: a run plays GNU Go, rollouts and random moves from time to time.</source>
        <translation>아직 기력 측정 대국이 없습니다. 학습 중에 GNU Go, 롤아웃, 무작위 수와 가끔 대국합니다.</translation>
    </message>
    <message>
        <source>Active time</source>
        <translation>학습 시간</translation>
    </message>
    <message>
        <source>Games</source>
        <translation>대국</translation>
    </message>
    <message>
        <source>Positions/s</source>
        <translation>초당 국면</translation>
    </message>
    <message>
        <source>Evaluations/s</source>
        <translation>초당 평가</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>회차</translation>
    </message>
    <message>
        <source>Next network in</source>
        <translation>다음 신경망까지</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>손실값</translation>
    </message>
    <message>
        <source>Speed of play</source>
        <translation>대국 속도</translation>
    </message>
    <message>
        <source>Strength: score against opponents</source>
        <translation>기력: 상대별 승률</translation>
    </message>
    <message>
        <source>Strength: Elo</source>
        <translation>기력: 엘로</translation>
    </message>
    <message>
        <source>Curves of learning</source>
        <translation>학습 그래프</translation>
    </message>
    <message>
        <source>Curves of strength</source>
        <translation>기력 그래프</translation>
    </message>
</context>
<context>
    <name>PaletteDialog</name>
    <message>
        <source>Find a command</source>
        <translation>명령 찾기</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>무엇을 할까요?</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>명령</translation>
    </message>
</context>
<context>
    <name>PerformanceDialog</name>
    <message>
        <source>Report of the game</source>
        <translation>대국 보고서</translation>
    </message>
    <message>
        <source>Save as HTML…</source>
        <translation>웹 페이지로 저장…</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>PDF로 저장…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>{0} of {1} moves judged</source>
        <translation>{1}수 중 {0}수 평가</translation>
    </message>
    <message>
        <source>Mean loss, points</source>
        <translation>한 수당 손해(집)</translation>
    </message>
    <message>
        <source>Mean loss</source>
        <translation>한 수당 손해</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>구간</translation>
    </message>
    <message>
        <source>Moves</source>
        <translation>수</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>Best move</source>
        <translation>AI 일치율</translation>
    </message>
    <message>
        <source>First five</source>
        <translation>AI 추천 5위 이내</translation>
    </message>
    <message>
        <source>Moves by what they lost</source>
        <translation>손해 분포</translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation>실수</translation>
    </message>
    <message>
        <source>No mistake of this size.</source>
        <translation>기준을 넘는 실수가 없습니다.</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>보고서 저장</translation>
    </message>
    <message>
        <source>{0} cannot be written ({1}); choose another place.</source>
        <translation>{0} 파일을 쓸 수 없습니다({1}). 다른 곳을 고르세요.</translation>
    </message>
</context>
<context>
    <name>Play</name>
    <message>
        <source>New game…</source>
        <translation>새 대국…</translation>
    </message>
    <message>
        <source>Pass</source>
        <translation>패스</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>무르기</translation>
    </message>
    <message>
        <source>Resign…</source>
        <translation>기권…</translation>
    </message>
    <message>
        <source>Engines…</source>
        <translation>엔진…</translation>
    </message>
    <message>
        <source>Restart engine</source>
        <translation>엔진 다시 시작</translation>
    </message>
    <message>
        <source>Do you want to resign?</source>
        <translation>정말 기권하시겠습니까?</translation>
    </message>
    <message>
        <source>Resign</source>
        <translation>기권</translation>
    </message>
    <message>
        <source>Play on</source>
        <translation>계속 두기</translation>
    </message>
</context>
<context>
    <name>PlayerCard</name>
    <message>
        <source>Captures {0}</source>
        <translation>따낸 돌 {0}</translation>
    </message>
    <message>
        <source>Change who plays</source>
        <translation>대국자 바꾸기</translation>
    </message>
    <message>
        <source>Human</source>
        <translation>사람</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>기풍</translation>
    </message>
    <message>
        <source>Other engine…</source>
        <translation>다른 엔진…</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>환경설정</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>항목</translation>
    </message>
</context>
<context>
    <name>QKeySequenceEdit</name>
    <message>
        <source>Press shortcut</source>
        <translation>단축키를 누르세요</translation>
    </message>
</context>
<context>
    <name>QuizPanel</name>
    <message>
        <source>Result of the quiz</source>
        <translation>맞히기 결과</translation>
    </message>
    <message>
        <source>Guess the move</source>
        <translation>다음 수 맞히기</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>건너뛰기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>End</source>
        <translation>그만하기</translation>
    </message>
</context>
<context>
    <name>RecordTexts</name>
    <message>
        <source>{0} passes</source>
        <translation>{0} 패스</translation>
    </message>
    <message>
        <source>Play moves</source>
        <translation>착수</translation>
    </message>
    <message>
        <source>Insert a missing move</source>
        <translation>빠진 수 넣기</translation>
    </message>
    <message>
        <source>Black stone</source>
        <translation>흑돌</translation>
    </message>
    <message>
        <source>White stone</source>
        <translation>백돌</translation>
    </message>
    <message>
        <source>Remove stones</source>
        <translation>돌 지우기</translation>
    </message>
    <message>
        <source>Cross</source>
        <translation>가위표</translation>
    </message>
    <message>
        <source>Triangle</source>
        <translation>세모</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>네모</translation>
    </message>
    <message>
        <source>Circle</source>
        <translation>동그라미</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>선</translation>
    </message>
    <message>
        <source>Arrow</source>
        <translation>화살표</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>글자</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>숫자</translation>
    </message>
    <message>
        <source>Dim points</source>
        <translation>흐리게</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>흑</translation>
    </message>
    <message>
        <source>Black&apos;s rank</source>
        <translation>흑 단·급</translation>
    </message>
    <message>
        <source>Black&apos;s team</source>
        <translation>흑 팀</translation>
    </message>
    <message>
        <source>White</source>
        <translation>백</translation>
    </message>
    <message>
        <source>White&apos;s rank</source>
        <translation>백 단·급</translation>
    </message>
    <message>
        <source>White&apos;s team</source>
        <translation>백 팀</translation>
    </message>
    <message>
        <source>Game name</source>
        <translation>대국 이름</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>대회</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>라운드</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>날짜</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>장소</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Komi</source>
        <translation>덤</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>규칙</translation>
    </message>
    <message>
        <source>Main time (seconds)</source>
        <translation>제한 시간(초)</translation>
    </message>
    <message>
        <source>Overtime</source>
        <translation>초읽기</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>포석</translation>
    </message>
    <message>
        <source>Annotated by</source>
        <translation>해설자</translation>
    </message>
    <message>
        <source>Recorded by</source>
        <translation>기록자</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>출처</translation>
    </message>
    <message>
        <source>Copyright</source>
        <translation>저작권</translation>
    </message>
    <message>
        <source>About the game</source>
        <translation>대국 소개</translation>
    </message>
</context>
<context>
    <name>Records</name>
    <message>
        <source>Open…</source>
        <translation>기보 열기…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>다른 이름으로 저장…</translation>
    </message>
    <message>
        <source>Copy record</source>
        <translation>기보 복사</translation>
    </message>
    <message>
        <source>Open from clipboard</source>
        <translation>클립보드에서 열기</translation>
    </message>
    <message>
        <source>First position</source>
        <translation>처음으로</translation>
    </message>
    <message>
        <source>Previous move</source>
        <translation>이전 수</translation>
    </message>
    <message>
        <source>Next move</source>
        <translation>다음 수</translation>
    </message>
    <message>
        <source>Last move</source>
        <translation>마지막 수로</translation>
    </message>
    <message>
        <source>Recent records</source>
        <translation>최근 기보</translation>
    </message>
    <message>
        <source>the clipboard</source>
        <translation>클립보드</translation>
    </message>
    <message>
        <source>The record was changed.</source>
        <translation>기보가 바뀌었습니다.</translation>
    </message>
    <message>
        <source>The present game is not finished.</source>
        <translation>두던 대국이 아직 끝나지 않았습니다.</translation>
    </message>
    <message>
        <source>Do you want to save it before you leave it?</source>
        <translation>넘어가기 전에 저장할까요?</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>저장…</translation>
    </message>
    <message>
        <source>Don&apos;t save</source>
        <translation>저장 안 함</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Open game</source>
        <translation>기보 열기</translation>
    </message>
    <message>
        <source>Save game</source>
        <translation>기보 저장</translation>
    </message>
    <message>
        <source>game.sgf</source>
        <translation>기보.sgf</translation>
    </message>
    <message>
        <source>Game records</source>
        <translation>기보</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>모든 파일</translation>
    </message>
</context>
<context>
    <name>RemoteFields</name>
    <message>
        <source>user@host</source>
        <translation>사용자@주소</translation>
    </message>
    <message>
        <source>As ssh knows it: user@host, or a name from ~/.ssh/config</source>
        <translation>ssh에서 쓰는 그대로: 사용자@주소 또는 ~/.ssh/config에 적은 이름</translation>
    </message>
    <message>
        <source>usual</source>
        <translation>기본값</translation>
    </message>
    <message>
        <source>program there and its options</source>
        <translation>그 컴퓨터에 있는 프로그램과 옵션</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>컴퓨터</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>포트</translation>
    </message>
    <message>
        <source>Command there</source>
        <translation>실행 명령</translation>
    </message>
    <message>
        <source>Type the host on which the engine is to run.</source>
        <translation>엔진을 실행할 컴퓨터를 입력하세요.</translation>
    </message>
    <message>
        <source>“{0}” is no host: expected one such as user@host, without a port.</source>
        <translation>올바른 컴퓨터 주소가 아닙니다: “{0}”. 포트 없이 사용자@주소 형식으로 입력하세요.</translation>
    </message>
    <message>
        <source>Type the command that starts the engine on {0}.</source>
        <translation>{0}에서 엔진을 실행할 명령을 입력하세요.</translation>
    </message>
</context>
<context>
    <name>RuleFields</name>
    <message>
        <source>Repetition</source>
        <translation>동형반복</translation>
    </message>
    <message>
        <source>Suicide is allowed</source>
        <translation>자살수 허용</translation>
    </message>
    <message>
        <source>Counting</source>
        <translation>계가 방식</translation>
    </message>
    <message>
        <source>White&apos;s handicap points</source>
        <translation>백의 접바둑 보상</translation>
    </message>
</context>
<context>
    <name>RuleTexts</name>
    <message>
        <source>No ko rule</source>
        <translation>패 규칙 없음</translation>
    </message>
    <message>
        <source>Simple ko</source>
        <translation>일반 패</translation>
    </message>
    <message>
        <source>Positional superko</source>
        <translation>동형반복 금지(위치 기준)</translation>
    </message>
    <message>
        <source>Situational superko</source>
        <translation>동형반복 금지(차례 포함)</translation>
    </message>
    <message>
        <source>Every repetition is allowed; games may never end.</source>
        <translation>모든 반복을 허용합니다. 대국이 끝나지 않을 수 있습니다.</translation>
    </message>
    <message>
        <source>A ko may not be retaken at once.</source>
        <translation>패를 바로 되따낼 수 없습니다.</translation>
    </message>
    <message>
        <source>No earlier position may come again.</source>
        <translation>이미 나온 모양을 다시 만들 수 없습니다.</translation>
    </message>
    <message>
        <source>No earlier position may come again with the same player to move.</source>
        <translation>같은 차례에 이미 나온 모양을 다시 만들 수 없습니다.</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>면적 계가</translation>
    </message>
    <message>
        <source>Territory</source>
        <translation>집 계가</translation>
    </message>
    <message>
        <source>None</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>A point for each stone</source>
        <translation>돌 하나에 1집씩</translation>
    </message>
    <message>
        <source>A point for each stone but one</source>
        <translation>돌 하나에 1집씩(한 점 제외)</translation>
    </message>
    <message>
        <source>suicide</source>
        <translation>자살수 허용</translation>
    </message>
    <message>
        <source>Own rules ({0})</source>
        <translation>별도 규칙({0})</translation>
    </message>
    <message>
        <source>It has learnt on {0} and plays weakly on larger boards, the larger the weaker.</source>
        <translation>{0}에서 배웠으며, 그보다 큰 판에서는 클수록 약해집니다.</translation>
    </message>
    <message>
        <source>The network has learnt on {0} only and is weak on {1}×{2}.</source>
        <translation>신경망이 {0}에서만 배워 {1}×{2}에서는 약합니다.</translation>
    </message>
</context>
<context>
    <name>ScorePanel</name>
    <message>
        <source>Accept</source>
        <translation>결과 확정</translation>
    </message>
    <message>
        <source>Resume play</source>
        <translation>계속 두기</translation>
    </message>
    <message>
        <source>Back to the engine&apos;s proposal</source>
        <translation>엔진의 판정으로 되돌리기</translation>
    </message>
    <message>
        <source>The engine holds no stones for dead.</source>
        <translation>엔진이 판정한 사석이 없습니다.</translation>
    </message>
    <message>
        <source>Area is counted: living stones and the points they surround.</source>
        <translation>면적 계가: 살아 있는 돌과 그 돌이 둘러싼 집을 더합니다.</translation>
    </message>
    <message>
        <source>Territory is counted: surrounded points and prisoners; dead stones are prisoners.</source>
        <translation>집 계가: 둘러싼 집과 따낸 돌을 더하고, 사석도 따낸 돌로 칩니다.</translation>
    </message>
    <message>
        <source>nobody {0}</source>
        <translation>공배 {0}곳</translation>
    </message>
    <message>
        <source>{0} {1}</source>
        <translation>{0} {1}곳</translation>
    </message>
    <message>
        <source>Given by hand: {0}.</source>
        <translation>직접 고친 곳: {0}.</translation>
    </message>
    <message>
        <source>Territory</source>
        <translation>집</translation>
    </message>
    <message>
        <source>Captured</source>
        <translation>따낸 돌</translation>
    </message>
    <message>
        <source>Dead stones</source>
        <translation>사석</translation>
    </message>
    <message>
        <source>Stones</source>
        <translation>살아 있는 돌</translation>
    </message>
    <message>
        <source>Click a stone to change its fate, an empty point to change whose it is.</source>
        <translation>돌을 누르면 사석 여부가, 빈 점을 누르면 그곳의 주인이 바뀝니다.</translation>
    </message>
    <message>
        <source>Dead stones are taken off; a click on a dead mark brings them back. An empty point stands for its whole region, with the dead stones in it: each click gives it to the next, to nobody, to Black, to White, and back to whom the count gives it.</source>
        <translation>사석을 누르면 들어내고, 다시 누르면 되살립니다. 빈 점을 누르면 사석을 포함해 이어진 곳 전체의 주인이 공배, 흑집, 백집, 원래 계가 순서로 바뀝니다.</translation>
    </message>
    <message>
        <source>Stones that the engine holds for dead: {0}.</source>
        <translation>엔진이 사석으로 판정한 돌: {0}개.</translation>
    </message>
    <message>
        <source>Neutral points: {0}.</source>
        <translation>공배: {0}곳.</translation>
    </message>
    <message>
        <source>Komi</source>
        <translation>덤</translation>
    </message>
    <message>
        <source>Handicap bonus</source>
        <translation>접바둑 보상</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>합계</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>its move is not legal: {0}</source>
        <translation>둘 수 없는 수를 두었습니다: {0}</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Shortcuts</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Shortcuts of GoGame</source>
        <translation>GoGame 단축키</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>인쇄…</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>PDF로 저장…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>PDF로 저장</translation>
    </message>
    <message>
        <source>PDF documents</source>
        <translation>PDF 문서</translation>
    </message>
    <message>
        <source>Cannot save {0}: {1}</source>
        <translation>{0} 파일에 저장할 수 없습니다: {1}</translation>
    </message>
</context>
<context>
    <name>Sounds</name>
    <message>
        <source>Sounds</source>
        <translation>소리</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>음량</translation>
    </message>
    <message>
        <source>No program that plays sounds was found. Install one of these: {0}</source>
        <translation>소리를 재생할 프로그램을 찾지 못했습니다. 다음 중 하나를 설치하세요: {0}</translation>
    </message>
    <message>
        <source>Sounds cannot be played: {0}</source>
        <translation>소리를 낼 수 없습니다: {0}</translation>
    </message>
</context>
<context>
    <name>StyleField</name>
    <message>
        <source>{0}: style</source>
        <translation>{0}: 기풍</translation>
    </message>
</context>
<context>
    <name>Support</name>
    <message>
        <source>Diagnosis…</source>
        <translation>진단…</translation>
    </message>
</context>
<context>
    <name>TeacherPanel</name>
    <message>
        <source>Hint</source>
        <translation>힌트</translation>
    </message>
    <message>
        <source>More of the hint</source>
        <translation>힌트 더 보기</translation>
    </message>
    <message>
        <source>Would you like to take it back?</source>
        <translation>이 수를 무르시겠습니까?</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>무르기</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>그대로 두기</translation>
    </message>
    <message>
        <source>Better move</source>
        <translation>더 좋은 수</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>왜?</translation>
    </message>
    <message>
        <source>How the opponent makes the most of the move</source>
        <translation>상대가 이 수를 응징하는 수순</translation>
    </message>
</context>
<context>
    <name>Teaching</name>
    <message>
        <source>Teacher</source>
        <translation>지도</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>힌트</translation>
    </message>
    <message>
        <source>Take the move back that the teacher asks about</source>
        <translation>지적받은 수 무르기</translation>
    </message>
    <message>
        <source>Show the better move</source>
        <translation>더 좋은 수 보기</translation>
    </message>
    <message>
        <source>Show why the move loses</source>
        <translation>왜 손해인지 보기</translation>
    </message>
    <message>
        <source>Teacher judges for</source>
        <translation>지도 수준</translation>
    </message>
    <message>
        <source>Teacher asks from</source>
        <translation>무르기를 물어볼 최소 손해</translation>
    </message>
    <message>
        <source>Teacher asks about a move</source>
        <translation>한 수에 묻는 횟수</translation>
    </message>
    <message>
        <source>As the level wants</source>
        <translation>수준에 맞게</translation>
    </message>
    <message>
        <source>{0} points</source>
        <translation>{0}집</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>묻지 않음</translation>
    </message>
    <message>
        <source>Up to {0} times</source>
        <translation>{0}번까지</translation>
    </message>
    <message>
        <source>Beginner</source>
        <translation>초급</translation>
    </message>
    <message>
        <source>Intermediate</source>
        <translation>중급</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>고급</translation>
    </message>
    <message>
        <source>a pass</source>
        <translation>패스</translation>
    </message>
    <message>
        <source>Looking at your move…</source>
        <translation>둔 수를 살펴보는 중…</translation>
    </message>
    <message>
        <source>In games against an engine your moves are judged.</source>
        <translation>엔진과 두는 대국에서 둔 수를 판정해 드립니다.</translation>
    </message>
    <message>
        <source>Losses of {0} points and more are told.</source>
        <translation>{0}집 이상 손해인 수를 알려 드립니다.</translation>
    </message>
    <message>
        <source>{0} was not judged.</source>
        <translation>{0}: 판정하지 못했습니다.</translation>
    </message>
    <message>
        <source>{0} follows a hint.</source>
        <translation>{0}: 힌트대로 둔 수입니다.</translation>
    </message>
    <message>
        <source>{0} is fine.</source>
        <translation>{0}: 괜찮은 수입니다.</translation>
    </message>
    <message>
        <source>{0} lost {1} points; {2} was better.</source>
        <translation>{0}: {1}집 손해입니다. 더 좋은 수: {2}.</translation>
    </message>
    <message>
        <source>{0} moves judged, {1} of them lost something; {2} points a move.</source>
        <translation>판정한 {0}수 가운데 손해 본 수 {1}수, 한 수 평균 {2}집 손해.</translation>
    </message>
    <message>
        <source>Taken back: {0}.</source>
        <translation>무른 수 {0}수.</translation>
    </message>
    <message>
        <source>Hints: {0}.</source>
        <translation>힌트 {0}번.</translation>
    </message>
    <message>
        <source>Looking for a good move…</source>
        <translation>좋은 수를 찾는 중…</translation>
    </message>
    <message>
        <source>Hint: passing is as good as anything.</source>
        <translation>힌트: 패스해도 괜찮습니다.</translation>
    </message>
    <message>
        <source>Hint: {0} is a good move.</source>
        <translation>힌트: {0} 자리가 좋습니다.</translation>
    </message>
    <message>
        <source>Hint: how play may go on after {0}.</source>
        <translation>힌트: {0} 다음에 예상되는 수순입니다.</translation>
    </message>
    <message>
        <source>Hint: look at the upper left.</source>
        <translation>힌트: 좌상귀 쪽을 보세요.</translation>
    </message>
    <message>
        <source>Hint: look at the upper side.</source>
        <translation>힌트: 상변 쪽을 보세요.</translation>
    </message>
    <message>
        <source>Hint: look at the upper right.</source>
        <translation>힌트: 우상귀 쪽을 보세요.</translation>
    </message>
    <message>
        <source>Hint: look at the left side.</source>
        <translation>힌트: 좌변 쪽을 보세요.</translation>
    </message>
    <message>
        <source>Hint: look at the centre.</source>
        <translation>힌트: 중앙 쪽을 보세요.</translation>
    </message>
    <message>
        <source>Hint: look at the right side.</source>
        <translation>힌트: 우변 쪽을 보세요.</translation>
    </message>
    <message>
        <source>Hint: look at the lower left.</source>
        <translation>힌트: 좌하귀 쪽을 보세요.</translation>
    </message>
    <message>
        <source>Hint: look at the lower side.</source>
        <translation>힌트: 하변 쪽을 보세요.</translation>
    </message>
    <message>
        <source>Hint: look at the lower right.</source>
        <translation>힌트: 우하귀 쪽을 보세요.</translation>
    </message>
    <message>
        <source>No move is left to guess.</source>
        <translation>더 맞힐 수가 없습니다.</translation>
    </message>
    <message>
        <source>Move {0}: where does {1} play?</source>
        <translation>{0}수째: {1}은 어디에 둘까요?</translation>
    </message>
    <message>
        <source>Right: {0}.</source>
        <translation>정답입니다: {0}.</translation>
    </message>
    <message>
        <source>{0} was played; your move is as good.</source>
        <translation>실전은 {0}, 고른 수도 못지않게 좋습니다.</translation>
    </message>
    <message>
        <source>Near: {0} was played.</source>
        <translation>가깝습니다: 실전은 {0}.</translation>
    </message>
    <message>
        <source>{0} was played, {1} steps away.</source>
        <translation>실전은 {0}, {1}줄 떨어져 있습니다.</translation>
    </message>
    <message>
        <source>Your move loses {0} points.</source>
        <translation>고른 수는 {0}집 손해입니다.</translation>
    </message>
    <message>
        <source>Your move loses {0} points, the one played {1}.</source>
        <translation>고른 수는 {0}집, 실전의 수는 {1}집 손해입니다.</translation>
    </message>
    <message>
        <source>{0} of {1} points</source>
        <translation>{1}점 중 {0}점</translation>
    </message>
    <message>
        <source>{0} of {1} moves right</source>
        <translation>{1}수 중 {0}수 정답</translation>
    </message>
    <message>
        <source>{0} steps away on average</source>
        <translation>평균 거리 {0}줄</translation>
    </message>
    <message>
        <source>{0} points lost a move</source>
        <translation>한 수 평균 {0}집 손해</translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message>
        <source>Black</source>
        <translation>흑</translation>
    </message>
    <message>
        <source>White</source>
        <translation>백</translation>
    </message>
    <message>
        <source>B</source>
        <translation>흑</translation>
    </message>
    <message>
        <source>W</source>
        <translation>백</translation>
    </message>
    <message>
        <source>Tromp-Taylor</source>
        <translation>트롬프-테일러</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>중국식</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>일본식</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>한국식</translation>
    </message>
    <message>
        <source>AGA</source>
        <translation>미국식(AGA)</translation>
    </message>
    <message>
        <source>New Zealand</source>
        <translation>뉴질랜드식</translation>
    </message>
    <message>
        <source>Plane (ordinary)</source>
        <translation>평면(일반 바둑판)</translation>
    </message>
    <message>
        <source>Cylinder (left and right joined)</source>
        <translation>원통(좌우가 이어짐)</translation>
    </message>
    <message>
        <source>Torus (all edges joined)</source>
        <translation>토러스(상하좌우가 이어짐)</translation>
    </message>
    <message>
        <source>Territory and stones (ordinary)</source>
        <translation>집이 많은 쪽 승리(일반 바둑)</translation>
    </message>
    <message>
        <source>First to capture stones wins</source>
        <translation>돌을 먼저 따내면 승리</translation>
    </message>
    <message>
        <source>First to capture stones loses</source>
        <translation>돌을 먼저 따내면 패배</translation>
    </message>
    <message>
        <source>No captures: who cannot move loses</source>
        <translation>따내기 금지, 둘 곳이 없으면 패배</translation>
    </message>
    <message>
        <source>No clock</source>
        <translation>시간 제한 없음</translation>
    </message>
    <message>
        <source>Main time only</source>
        <translation>제한 시간만</translation>
    </message>
    <message>
        <source>Byo-yomi</source>
        <translation>초읽기</translation>
    </message>
    <message>
        <source>Fischer</source>
        <translation>피셔 방식</translation>
    </message>
    <message>
        <source>Canadian</source>
        <translation>캐나다식 초읽기</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>컴퓨터</translation>
    </message>
    <message>
        <source>Human</source>
        <translation>사람</translation>
    </message>
    <message>
        <source>rollouts</source>
        <translation>롤아웃</translation>
    </message>
    <message>
        <source>Analysis engine</source>
        <translation>분석 엔진</translation>
    </message>
    <message>
        <source>Second engine</source>
        <translation>두 번째 엔진</translation>
    </message>
    <message>
        <source>Level {0}</source>
        <translation>{0}단계</translation>
    </message>
    <message>
        <source>{0} visits</source>
        <translation>{0}회 탐색</translation>
    </message>
    <message>
        <source>{0} s a move</source>
        <translation>한 수에 {0}초</translation>
    </message>
    <message>
        <source>not measured on {0}×{0}</source>
        <translation>{0}×{0}에서 아직 측정하지 않음</translation>
    </message>
    <message>
        <source>{0} Elo ({1} to {2}) on {3}×{3}</source>
        <translation>{3}×{3} 엘로 {0}({1}~{2})</translation>
    </message>
    <message>
        <source>not measured with this network</source>
        <translation>이 신경망으로는 측정하지 않음</translation>
    </message>
    <message>
        <source>{0} to begin with: no games on {1}×{1} yet.</source>
        <translation>우선 {0}: {1}×{1} 대국 기록이 아직 없습니다.</translation>
    </message>
    <message>
        <source>{0}: you scored {1} of your last {2} on {3}×{3}.</source>
        <translation>{0}: 최근 {3}×{3} 대국 {2}국에서 {1}승을 거두었습니다.</translation>
    </message>
    <message>
        <source>{0}: you scored {1} of your last {2} on {3}×{3}; you are near {4} ({5} to {6}).</source>
        <translation>{0}: 최근 {3}×{3} 대국 {2}국에서 {1}승, 내 기력은 엘로 {4} 안팎({5}~{6})입니다.</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>무승부</translation>
    </message>
    <message>
        <source>No result</source>
        <translation>승부 없음</translation>
    </message>
    <message>
        <source>{0} wins by {1} points</source>
        <translation>{0} {1}집 승</translation>
    </message>
    <message>
        <source>Positions to practise cannot be kept or read: {0}</source>
        <translation>연습 문제를 저장하거나 읽을 수 없습니다: {0}</translation>
    </message>
    <message>
        <source>{0} wins by resignation</source>
        <translation>{0} 불계승</translation>
    </message>
    <message>
        <source>{0} wins on time</source>
        <translation>{0} 시간승</translation>
    </message>
    <message>
        <source>{0} wins</source>
        <translation>{0} 승</translation>
    </message>
    <message>
        <source>Engine is starting…</source>
        <translation>엔진을 시작하는 중…</translation>
    </message>
    <message>
        <source>Engine is being compiled, only this once: about a minute…</source>
        <translation>엔진을 준비하는 중… 처음 한 번만 1분쯤 걸립니다.</translation>
    </message>
    <message>
        <source>Thinking… {0} visits</source>
        <translation>생각 중… {0}회 탐색</translation>
    </message>
    <message>
        <source>Thinking…</source>
        <translation>생각 중…</translation>
    </message>
    <message>
        <source>Looking for dead stones…</source>
        <translation>사석을 가려내는 중…</translation>
    </message>
    <message>
        <source>Engine stopped</source>
        <translation>엔진이 멈췄습니다</translation>
    </message>
    <message>
        <source>Engine is ready</source>
        <translation>엔진 준비 완료</translation>
    </message>
    <message>
        <source>{0} ({1} periods)</source>
        <translation>{0}({1}회)</translation>
    </message>
    <message>
        <source>{0} ({1} stones)</source>
        <translation>{0}({1}수)</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0}분</translation>
    </message>
    <message>
        <source>{0} min + {1} × {2} s</source>
        <translation>{0}분 + {2}초 {1}회</translation>
    </message>
    <message>
        <source>{0} min + {1} s a move</source>
        <translation>{0}분 + 한 수에 {1}초</translation>
    </message>
    <message>
        <source>{0} min + {1} stones in {2} s</source>
        <translation>{0}분 + {2}초에 {1}수</translation>
    </message>
    <message>
        <source>cylinder</source>
        <translation>원통</translation>
    </message>
    <message>
        <source>torus</source>
        <translation>토러스</translation>
    </message>
    <message>
        <source>komi {0}</source>
        <translation>덤 {0}집</translation>
    </message>
    <message>
        <source>Full strength</source>
        <translation>최대 기력</translation>
    </message>
    <message>
        <source>not measured in such games</source>
        <translation>이런 대국에서는 측정하지 않음</translation>
    </message>
    <message>
        <source>{0} wins by {1} point</source>
        <translation>{0} {1}집 승</translation>
    </message>
    <message>
        <source>{0} wins by 0.5 points</source>
        <translation>{0} 반집승</translation>
    </message>
    <message>
        <source>{0} wins by {1}.5 points</source>
        <translation>{0} {1}집반 승</translation>
    </message>
    <message>
        <source>{0}+{1}</source>
        <translation>{0} {1}집 승</translation>
    </message>
    <message>
        <source>{0}+0.5</source>
        <translation>{0} 반집승</translation>
    </message>
    <message>
        <source>{0}+{1}.5</source>
        <translation>{0} {1}집반 승</translation>
    </message>
    <message>
        <source>{0}+R</source>
        <translation>{0} 불계승</translation>
    </message>
    <message>
        <source>{0}+T</source>
        <translation>{0} 시간승</translation>
    </message>
    <message>
        <source>{0}+</source>
        <translation>{0} 승</translation>
    </message>
    <message>
        <source>komi 0.5</source>
        <translation>덤 반집</translation>
    </message>
    <message>
        <source>komi {0}.5</source>
        <translation>덤 {0}집반</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0}%</translation>
    </message>
    <message>
        <source>{0} (1 period)</source>
        <translation>{0}(1회)</translation>
    </message>
    <message>
        <source>{0} (1 stone)</source>
        <translation>{0}(1수)</translation>
    </message>
    <message>
        <source>capture {0} to win</source>
        <translation>{0}점 먼저 따내면 승리</translation>
    </message>
    <message>
        <source>capture {0} to lose</source>
        <translation>{0}점 먼저 따내면 패배</translation>
    </message>
    <message>
        <source>no captures</source>
        <translation>따내기 금지</translation>
    </message>
    <message>
        <source>{0} handicap stones</source>
        <translation>접바둑 {0}점</translation>
    </message>
    <message>
        <source>{0} is occupied.</source>
        <translation>{0}: 이미 돌이 놓인 자리입니다.</translation>
    </message>
    <message>
        <source>{0} would retake the ko at once: play elsewhere.</source>
        <translation>{0}: 패를 바로 되따낼 수 없습니다. 다른 곳에 먼저 두세요.</translation>
    </message>
    <message>
        <source>{0} would repeat an earlier position.</source>
        <translation>{0}: 앞서 나온 판 모양이 되풀이되므로 둘 수 없습니다.</translation>
    </message>
    <message>
        <source>{0} would be suicide.</source>
        <translation>{0}: 착수 금지점이라 둘 수 없습니다.</translation>
    </message>
    <message>
        <source>{0} would capture, forbidden here.</source>
        <translation>{0}: 이 대국에서는 돌을 따낼 수 없습니다.</translation>
    </message>
    <message>
        <source>You may not pass while a stone can be played.</source>
        <translation>둘 곳이 있는 동안에는 패스할 수 없습니다.</translation>
    </message>
    <message>
        <source>{0} is not on the board.</source>
        <translation>{0}: 바둑판 밖입니다.</translation>
    </message>
    <message>
        <source>The game is over.</source>
        <translation>대국이 끝났습니다.</translation>
    </message>
    <message>
        <source>{0} passes.</source>
        <translation>{0}이 패스했습니다.</translation>
    </message>
    <message>
        <source>{0} to play: click a point of the board.</source>
        <translation>{0} 차례입니다. 바둑판에서 둘 곳을 누르세요.</translation>
    </message>
    <message>
        <source>Played out for {0} moves; the line goes on with them.</source>
        <translation>{0}수를 두어 보았습니다. 수순이 이 수들로 이어집니다.</translation>
    </message>
    <message>
        <source>Played out for {0} moves; the variation is kept.</source>
        <translation>{0}수를 두어 보았습니다. 변화도로 남겨 둡니다.</translation>
    </message>
    <message>
        <source>Played out in {0} moves: {1}. The line goes on with them.</source>
        <translation>{0}수 만에 끝까지 두었습니다: {1}. 수순이 이 수들로 이어집니다.</translation>
    </message>
    <message>
        <source>Played out in {0} moves: {1}. The variation is kept.</source>
        <translation>{0}수 만에 끝까지 두었습니다: {1}. 변화도로 남겨 둡니다.</translation>
    </message>
    <message>
        <source>Opened {0}.</source>
        <translation>{0} 파일을 열었습니다.</translation>
    </message>
    <message>
        <source>Opened the record of the clipboard.</source>
        <translation>클립보드의 기보를 열었습니다.</translation>
    </message>
    <message>
        <source>It holds {0} games.</source>
        <translation>대국이 {0}개 들어 있습니다.</translation>
    </message>
    <message>
        <source>Put down Black&apos;s handicap stones: {0} to go.</source>
        <translation>흑의 접바둑 돌을 놓으세요. {0}점 남았습니다.</translation>
    </message>
    <message>
        <source>It is not your turn.</source>
        <translation>지금은 둘 차례가 아닙니다.</translation>
    </message>
    <message>
        <source>Moves of the rest that are no longer possible were left out: {0}.</source>
        <translation>더 둘 수 없게 된 뒤의 수 {0}개는 뺐습니다.</translation>
    </message>
    <message>
        <source>Your unfinished game is back.</source>
        <translation>두다 만 대국을 불러왔습니다.</translation>
    </message>
    <message>
        <source>Reading {0}…</source>
        <translation>{0} 읽는 중…</translation>
    </message>
    <message>
        <source>Saved {0}.</source>
        <translation>{0} 파일에 저장했습니다.</translation>
    </message>
    <message>
        <source>Cannot open {0}: {1}</source>
        <translation>{0} 파일을 열 수 없습니다: {1}</translation>
    </message>
    <message>
        <source>Cannot save {0}: {1}</source>
        <translation>{0} 파일에 저장할 수 없습니다: {1}</translation>
    </message>
    <message>
        <source>The game cannot be kept for the next start: {0}</source>
        <translation>다음에 이어 둘 수 있도록 대국을 보관하지 못했습니다: {0}</translation>
    </message>
    <message>
        <source>The results for even games cannot be kept or read: {0}</source>
        <translation>호선 상대를 정할 대국 결과를 저장하거나 읽지 못했습니다: {0}</translation>
    </message>
    <message>
        <source>Mistakes kept for practice: {0} new, {1} in all.</source>
        <translation>복습 문제로 담은 실수: 새로 {0}개, 모두 {1}개.</translation>
    </message>
    <message>
        <source>The settings cannot be kept for the next start: {0}</source>
        <translation>다음에 쓸 수 있도록 설정을 보관하지 못했습니다: {0}</translation>
    </message>
    <message>
        <source>The settings could not be read and begin anew; they were put aside in {0}</source>
        <translation>설정을 읽을 수 없어 처음 설정으로 시작합니다. 읽지 못한 설정은 다음 파일로 옮겨 두었습니다: {0}</translation>
    </message>
    <message>
        <source>The unfinished game could not be read ({0}); it was put aside in {1}</source>
        <translation>두다 만 대국을 읽을 수 없어({0}) 다음 파일로 옮겨 두었습니다: {1}</translation>
    </message>
    <message>
        <source>The engine stopped: {0}. Restart it to go on; nothing is lost.</source>
        <translation>엔진이 멈췄습니다: {0}. 다시 시작하면 그대로 이어서 둘 수 있습니다.</translation>
    </message>
    <message>
        <source>The analysis engine stopped: {0}. Restart it to go on.</source>
        <translation>분석 엔진이 멈췄습니다: {0}. 다시 시작하면 분석을 이어 갑니다.</translation>
    </message>
    <message>
        <source>The engine cannot analyse this position: {0}.</source>
        <translation>엔진이 이 국면을 분석할 수 없습니다: {0}.</translation>
    </message>
    <message>
        <source>The engine is being restarted.</source>
        <translation>엔진을 다시 시작합니다.</translation>
    </message>
    <message>
        <source>GoGame plays and analyses with the network {0} from now on.</source>
        <translation>이제부터 {0} 신경망으로 대국하고 분석합니다.</translation>
    </message>
    <message>
        <source>GoGame plays and analyses with its own network again.</source>
        <translation>다시 기본 신경망으로 대국하고 분석합니다.</translation>
    </message>
    <message>
        <source>The chosen network {0} is gone: GoGame uses its own one.</source>
        <translation>선택한 신경망 {0} 파일이 없어져 기본 신경망을 씁니다.</translation>
    </message>
    <message>
        <source>That did not work: {0}</source>
        <translation>처리하지 못했습니다: {0}</translation>
    </message>
    <message>
        <source>The engine plays the game out as a variation. Press L to stop.</source>
        <translation>엔진이 변화도로 끝까지 두어 봅니다. L 키를 누르면 멈춥니다.</translation>
    </message>
    <message>
        <source>Analysis mode: play for both colours; the engine moves when you press Enter.</source>
        <translation>연구 모드: 흑백 모두 둘 수 있고, 엔터 키를 누르면 엔진이 둡니다.</translation>
    </message>
    <message>
        <source>Play mode: the engine answers your moves.</source>
        <translation>대국 모드: 엔진이 바로 응수합니다.</translation>
    </message>
    <message>
        <source>No frame fits: it takes an ordinary board of which a problem with stones of both colours fills a part.</source>
        <translation>둘레를 채울 수 없습니다. 일반 바둑판의 한쪽에 흑백 돌이 모두 있는 문제여야 합니다.</translation>
    </message>
    <message>
        <source>No special style</source>
        <translation>기풍 없음</translation>
    </message>
    <message>
        <source>Territory</source>
        <translation>실리</translation>
    </message>
    <message>
        <source>Influence</source>
        <translation>세력</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>접근전</translation>
    </message>
    <message>
        <source>Tenuki</source>
        <translation>손빼기</translation>
    </message>
    <message>
        <source>Simple</source>
        <translation>간명</translation>
    </message>
    <message>
        <source>Jigo</source>
        <translation>박빙</translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation>일부러 실수</translation>
    </message>
    <message>
        <source>{0}: without effect below level {1}.</source>
        <translation>{0}: {1}단계 미만에서는 효과가 없습니다.</translation>
    </message>
    <message>
        <source>plays low, on the third line and below</source>
        <translation>3선 이하로 낮게 둡니다</translation>
    </message>
    <message>
        <source>plays high, on the fourth line and above</source>
        <translation>4선 이상으로 높게 둡니다</translation>
    </message>
    <message>
        <source>answers near your last move</source>
        <translation>상대의 마지막 수 가까이에 둡니다</translation>
    </message>
    <message>
        <source>plays far from your last move</source>
        <translation>상대의 마지막 수에서 먼 곳에 둡니다</translation>
    </message>
    <message>
        <source>settles who owns what</source>
        <translation>집의 경계를 분명히 하는 수를 둡니다</translation>
    </message>
    <message>
        <source>wins by as little as it can</source>
        <translation>되도록 적은 집 차이로 이기려 합니다</translation>
    </message>
    <message>
        <source>makes up to one move in six a mistake</source>
        <translation>많으면 여섯 수에 한 번 일부러 실수합니다</translation>
    </message>
    <message>
        <source>{0}: {1}; at most {2} points a move.</source>
        <translation>{0}: {1}. 한 수에 최대 {2}집까지 양보합니다.</translation>
    </message>
</context>
<context>
    <name>Training</name>
    <message>
        <source>Training…</source>
        <translation>학습…</translation>
    </message>
    <message>
        <source>New self-play run…</source>
        <translation>새 자가 대국 학습…</translation>
    </message>
    <message>
        <source>Open run…</source>
        <translation>학습 열기…</translation>
    </message>
    <message>
        <source>Use the built-in network</source>
        <translation>기본 신경망 사용</translation>
    </message>
    <message>
        <source>Other folder…</source>
        <translation>다른 폴더…</translation>
    </message>
    <message>
        <source>Open run</source>
        <translation>학습 열기</translation>
    </message>
    <message>
        <source>The network {0} is gone: choose another one.</source>
        <translation>신경망 {0} 파일이 없습니다. 다른 신경망을 고르세요.</translation>
    </message>
    <message>
        <source>{0} after {1}</source>
        <translation>{0}(학습 {1})</translation>
    </message>
    <message>
        <source>round {0}, {1}</source>
        <translation>{0}회차, {1}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>The self-play run is going.</source>
        <translation>자가 대국 학습이 진행 중입니다.</translation>
    </message>
    <message>
        <source>It can go on without this window; open it again to watch it.</source>
        <translation>이 창 없이도 계속할 수 있고, 창을 다시 열면 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Let it go on</source>
        <translation>계속하기</translation>
    </message>
    <message>
        <source>Stop it</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>No run</source>
        <translation>학습 없음</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>시작하는 중</translation>
    </message>
    <message>
        <source>Cold start</source>
        <translation>첫 대국(신경망 없음)</translation>
    </message>
    <message>
        <source>Playing</source>
        <translation>자가 대국 중</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>학습 중</translation>
    </message>
    <message>
        <source>Ladder</source>
        <translation>기력 측정 중</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>중지하는 중</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>중지됨</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>{0} holds no run: open a folder that has status.json, or start a new run.</source>
        <translation>{0} 폴더에 학습이 없습니다. status.json이 있는 폴더를 열거나 새로 시작하세요.</translation>
    </message>
    <message>
        <source>{0} cannot be read ({1}): a run that is going replaces it within a second; else resume the run.</source>
        <translation>{0} 파일을 읽을 수 없습니다({1}). 학습이 진행 중이면 1초 안에 새로 쓰이고, 아니면 학습을 이어서 하세요.</translation>
    </message>
    <message>
        <source>{0} is of a later version of this program: update the program.</source>
        <translation>{0} 파일은 더 새로운 버전의 프로그램으로 만든 것입니다. 프로그램을 업데이트하세요.</translation>
    </message>
    <message>
        <source>The run&apos;s process ended without a word; resume it to go on, nothing is lost. Last lines: {0}</source>
        <translation>학습 프로세스가 아무 메시지 없이 끝났습니다. 잃은 것은 없으니 이어서 하세요. 마지막 줄: {0}</translation>
    </message>
    <message>
        <source>The run failed: {0}. Put that right, then resume it.</source>
        <translation>학습이 실패했습니다: {0}. 바로잡은 뒤 이어서 하세요.</translation>
    </message>
    <message>
        <source>Nothing heard for {0} s: the run is suspended, hangs, or its disk cannot be written.</source>
        <translation>{0}초 동안 응답이 없습니다. 학습이 정지되었거나 멈춰 있거나 디스크에 쓸 수 없는 상태입니다.</translation>
    </message>
    <message>
        <source>The run did not start: {0}. Put that right and start it again.</source>
        <translation>학습을 시작하지 못했습니다: {0}. 바로잡은 뒤 다시 시작하세요.</translation>
    </message>
    <message>
        <source>The run could not be asked for {0}: {1}</source>
        <translation>{0} 정보를 얻지 못했습니다: {1}</translation>
    </message>
    <message>
        <source>The run could not be stopped: {0}</source>
        <translation>학습을 중지하지 못했습니다: {0}</translation>
    </message>
    <message>
        <source>its curves</source>
        <translation>그래프</translation>
    </message>
    <message>
        <source>its games</source>
        <translation>대국</translation>
    </message>
    <message>
        <source>Choose a folder for the run.</source>
        <translation>학습을 둘 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>{0} is not empty and holds no run: choose another folder.</source>
        <translation>{0} 폴더는 비어 있지 않고 학습도 없습니다. 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>{0} holds a run already: open and resume it, or choose another folder.</source>
        <translation>{0} 폴더에 이미 학습이 있습니다. 열어서 이어서 하거나 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>{0} is neither a run nor a network file (.safetensors).</source>
        <translation>{0}: 학습 폴더도 신경망 파일(.safetensors)도 아닙니다.</translation>
    </message>
    <message>
        <source>“{0}” is no setting: write key=value, one a line.</source>
        <translation>“{0}”: 설정 형식이 아닙니다. 한 줄에 하나씩 key=value로 쓰세요.</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0}초</translation>
    </message>
    <message>
        <source>{0} min {1} s</source>
        <translation>{0}분 {1}초</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0}시간 {1}분</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0}분</translation>
    </message>
    <message>
        <source>total</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>policy</source>
        <translation>정책</translation>
    </message>
    <message>
        <source>reply</source>
        <translation>응수</translation>
    </message>
    <message>
        <source>outcome</source>
        <translation>승패</translation>
    </message>
    <message>
        <source>score</source>
        <translation>집 차이</translation>
    </message>
    <message>
        <source>ownership</source>
        <translation>영역</translation>
    </message>
    <message>
        <source>random moves</source>
        <translation>무작위 수</translation>
    </message>
    <message>
        <source>GNU Go level {0}</source>
        <translation>GNU Go 레벨 {0}</translation>
    </message>
    <message>
        <source>{0} rollouts</source>
        <translation>롤아웃 {0}회</translation>
    </message>
    <message>
        <source>without search</source>
        <translation>탐색 없음</translation>
    </message>
    <message>
        <source>{0} visits</source>
        <translation>{0}회 탐색</translation>
    </message>
    <message>
        <source>{0} % ({1}–{2}) {3}, {4}</source>
        <translation>{0}%({1}~{2}%) {3}, {4}</translation>
    </message>
    <message>
        <source>passes</source>
        <translation>연속 패스</translation>
    </message>
    <message>
        <source>settled</source>
        <translation>확정</translation>
    </message>
    <message>
        <source>aim reached</source>
        <translation>목표 달성</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>중단</translation>
    </message>
    <message>
        <source>random games (cold start)</source>
        <translation>무작위 대국(첫 대국)</translation>
    </message>
    <message>
        <source>the network it started from</source>
        <translation>출발점 신경망</translation>
    </message>
    <message>
        <source>network {0}</source>
        <translation>신경망 {0}</translation>
    </message>
    <message>
        <source>positions/s</source>
        <translation>초당 국면</translation>
    </message>
</context>
<context>
    <name>TrainingWindow</name>
    <message>
        <source>No run is open</source>
        <translation>열린 학습이 없습니다</translation>
    </message>
    <message>
        <source>Start a new run, or open one to watch it.</source>
        <translation>새 학습을 시작하거나, 학습을 열어서 보세요.</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>New run…</source>
        <translation>새 학습…</translation>
    </message>
    <message>
        <source>Open run…</source>
        <translation>학습 열기…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>이어서 하기</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>개요</translation>
    </message>
    <message>
        <source>Games</source>
        <translation>대국</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>신경망</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>기록</translation>
    </message>
    <message>
        <source>Log of the run</source>
        <translation>학습 기록</translation>
    </message>
    <message>
        <source>Share of the run that is over</source>
        <translation>학습 진행률</translation>
    </message>
</context>
<context>
    <name>TreeView</name>
    <message>
        <source>Start</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Set-up</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>Variation tree</source>
        <translation>변화도 트리</translation>
    </message>
</context>
<context>
    <name>Tutorial</name>
    <message>
        <source>How Go is played…</source>
        <translation>바둑 두는 법…</translation>
    </message>
    <message>
        <source>Putting stones down</source>
        <translation>돌 놓기</translation>
    </message>
    <message>
        <source>Liberties</source>
        <translation>활로</translation>
    </message>
    <message>
        <source>Capturing</source>
        <translation>돌 따내기</translation>
    </message>
    <message>
        <source>Saving a stone</source>
        <translation>단수에서 달아나기</translation>
    </message>
    <message>
        <source>No suicide</source>
        <translation>착수 금지</translation>
    </message>
    <message>
        <source>Ko</source>
        <translation>패</translation>
    </message>
    <message>
        <source>Two eyes live</source>
        <translation>두 눈이 나면 산다</translation>
    </message>
    <message>
        <source>One eye does not</source>
        <translation>한 눈으로는 못 산다</translation>
    </message>
    <message>
        <source>The end of a game</source>
        <translation>대국의 끝</translation>
    </message>
    <message>
        <source>Counting</source>
        <translation>계가</translation>
    </message>
    <message>
        <source>Black and White take turns putting a stone on a crossing of the lines, Black first. You are Black. Put a stone anywhere.</source>
        <translation>흑과 백이 번갈아 줄이 만나는 곳에 돌을 놓습니다. 흑이 먼저 둡니다. 흑이 되어 아무 데나 한 수 두어 보세요.</translation>
    </message>
    <message>
        <source>The empty crossings next to a stone, along the lines, are its liberties. The stone in the middle has four. Play on one of them.</source>
        <translation>줄을 따라 돌에 바로 이웃한 빈자리를 활로라고 합니다. 가운데 돌의 활로는 넷입니다. 그중 한 곳에 두어 보세요.</translation>
    </message>
    <message>
        <source>Stones without a liberty are taken off the board. The white stone has one liberty left. Take it.</source>
        <translation>활로가 없는 돌은 판에서 들어냅니다. 백 한 점의 활로가 하나 남았습니다. 따내 보세요.</translation>
    </message>
    <message>
        <source>Your stone has one liberty left: it is in atari, and White could take it now. Play so that it gets more liberties.</source>
        <translation>흑 한 점의 활로가 하나뿐인 단수입니다. 백이 두면 잡힙니다. 활로가 늘어나도록 두어 보세요.</translation>
    </message>
    <message>
        <source>A stone may not be put where it would have no liberty, unless it takes something there. The eight white stones have one liberty left. Take them.</source>
        <translation>활로가 없는 곳에는 둘 수 없습니다. 다만 상대 돌을 따낼 때는 둘 수 있습니다. 백 여덟 점의 활로가 하나 남았습니다. 따내 보세요.</translation>
    </message>
    <message>
        <source>A white stone in the middle has one liberty left. Take it.</source>
        <translation>가운데 백 한 점의 활로가 하나 남았습니다. 따내 보세요.</translation>
    </message>
    <message>
        <source>Stones that surround two separate empty points, two eyes, can never be taken: the opponent can fill neither of them. Make two eyes for Black.</source>
        <translation>서로 떨어진 빈자리 둘, 곧 두 눈을 가진 돌은 상대가 어느 쪽도 메울 수 없어 잡히지 않습니다. 흑의 두 눈을 만들어 보세요.</translation>
    </message>
    <message>
        <source>White could make two eyes here, but it is your turn. Play where White would have to play.</source>
        <translation>백이 두 눈을 낼 수 있는 자리이지만 흑 차례입니다. 백이 두어야 할 급소에 먼저 두어 보세요.</translation>
    </message>
    <message>
        <source>All borders are closed and nobody can gain anything. Then players pass. Press Pass.</source>
        <translation>경계가 모두 정해져 더 얻을 것이 없습니다. 이럴 때는 패스합니다. 패스 버튼을 누르세요.</translation>
    </message>
    <message>
        <source>Count for each side its stones and the empty points that they surround. Who has more? Click a point that this side surrounds.</source>
        <translation>양쪽의 돌과 그 돌이 둘러싼 빈자리를 세어 보세요. 누가 더 많을까요? 많은 쪽이 둘러싼 빈자리를 누르세요.</translation>
    </message>
    <message>
        <source>Stones stay where they are put. Whoever surrounds more of the board wins.</source>
        <translation>한번 놓은 돌은 움직이지 않습니다. 판을 더 많이 둘러싼 쪽이 이깁니다.</translation>
    </message>
    <message>
        <source>Both stones are a chain now and share their liberties: there are six.</source>
        <translation>두 돌이 이어져 활로를 함께 씁니다. 활로는 여섯입니다.</translation>
    </message>
    <message>
        <source>Taken! Stones that were taken are prisoners.</source>
        <translation>따냈습니다! 따낸 돌을 사석이라고 합니다.</translation>
    </message>
    <message>
        <source>Saved: the chain has three liberties.</source>
        <translation>살아났습니다. 활로가 셋입니다.</translation>
    </message>
    <message>
        <source>All eight are gone, so your stone has liberties after all.</source>
        <translation>여덟 점을 모두 따냈으니 둔 돌에도 활로가 생겼습니다.</translation>
    </message>
    <message>
        <source>White may not take back at once, because the position would be repeated for ever. This is a ko: White has to play elsewhere first.</source>
        <translation>백이 곧바로 되따내면 같은 모양이 끝없이 되풀이되므로 그럴 수 없습니다. 이것이 패입니다. 백은 먼저 다른 곳에 두어야 합니다.</translation>
    </message>
    <message>
        <source>Two eyes: Black lives, whatever White does.</source>
        <translation>두 눈이 났습니다. 백이 어떻게 두어도 흑은 삽니다.</translation>
    </message>
    <message>
        <source>White cannot make two eyes any more. The stones are dead: at the end they are taken off the board without having to be captured.</source>
        <translation>백은 더는 두 눈을 낼 수 없습니다. 이 돌은 사석이어서 대국이 끝나면 따내지 않아도 판에서 들어냅니다.</translation>
    </message>
    <message>
        <source>When both have passed, the game is over.</source>
        <translation>둘 다 패스하면 대국이 끝납니다.</translation>
    </message>
    <message>
        <source>Black has 10 points, White 15. White also gets komi for playing second. Some rules count surrounded points and prisoners instead: the winner is nearly always the same.</source>
        <translation>흑은 10집, 백은 15집입니다. 나중에 두는 백은 덤도 받습니다. 둘러싼 집과 따낸 돌을 세는 규칙도 있지만 승부는 거의 언제나 같습니다.</translation>
    </message>
    <message>
        <source>Not this one. Try again.</source>
        <translation>여기가 아닙니다. 다시 해 보세요.</translation>
    </message>
    <message>
        <source>A stone there would have no liberty: that is forbidden.</source>
        <translation>그곳은 활로가 없어 둘 수 없습니다.</translation>
    </message>
    <message>
        <source>There is a stone already.</source>
        <translation>이미 돌이 있습니다.</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{1}개 중 {0}번째</translation>
    </message>
</context>
<context>
    <name>TutorialDialog</name>
    <message>
        <source>How Go is played</source>
        <translation>바둑 두는 법</translation>
    </message>
    <message>
        <source>Pass</source>
        <translation>패스</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>Variations</name>
    <message>
        <source>Previous variation</source>
        <translation>이전 변화도</translation>
    </message>
    <message>
        <source>Next variation</source>
        <translation>다음 변화도</translation>
    </message>
    <message>
        <source>Previous fork</source>
        <translation>이전 갈림길</translation>
    </message>
    <message>
        <source>Next fork</source>
        <translation>다음 갈림길</translation>
    </message>
    <message>
        <source>Back to the main line</source>
        <translation>주 수순으로 돌아가기</translation>
    </message>
    <message>
        <source>Previous comment</source>
        <translation>이전 해설</translation>
    </message>
    <message>
        <source>Next comment</source>
        <translation>다음 해설</translation>
    </message>
    <message>
        <source>Go to move…</source>
        <translation>수 번호로 이동…</translation>
    </message>
    <message>
        <source>Variation tree</source>
        <translation>변화도 트리</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>해설</translation>
    </message>
    <message>
        <source>Fold variations here</source>
        <translation>여기 변화도 접기</translation>
    </message>
    <message>
        <source>Fold all variations</source>
        <translation>변화도 모두 접기</translation>
    </message>
    <message>
        <source>Unfold all variations</source>
        <translation>변화도 모두 펼치기</translation>
    </message>
    <message>
        <source>Go to move</source>
        <translation>수 번호로 이동</translation>
    </message>
    <message>
        <source>Move number:</source>
        <translation>수 번호:</translation>
    </message>
</context>
</TS>
